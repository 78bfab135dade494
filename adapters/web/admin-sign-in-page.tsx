/** @jsxRuntime automatic @jsxImportSource preact */
import type { SignIn } from "../../src/owners/sign-in.ts";
import { adminPath } from "./admin-session.ts";
import { type SignInProblem, signInWords } from "./admin-sign-in-words.ts";
import type { View } from "./view.ts";

/** Path of the page to sign in at. */
export const signInPath = `${adminPath}/sign-in`;
/** Path that leads to the provider of OpenID Connect, and above the one that it comes back to. */
export const openIdPath = `${adminPath}/openid`;
/** Path that forms are sent to in order to sign out. */
export const signOutPath = `${adminPath}/sign-out`;

/** Field and query parameter of the page to go on to. */
export const nextParameter = "next";
/** Field of the access token. */
export const tokenField = "token";

/** What the page to sign in at shows. */
export interface SignInPageProps {
  readonly view: View;
  readonly signIn: SignIn;
  /** Path of ours to go on to. */
  readonly next: string;
  readonly problem?: SignInProblem | undefined;
}

/** The ways that are set up to sign in, and why the last one did not. */
export function SignInPage({ view, signIn, next, problem }: SignInPageProps) {
  const say = signInWords[view.language];
  const { token, openId } = signIn;
  if (token === undefined && openId === undefined) return <NotSetUp view={view} />;
  const isOfToken = problem === "wrong" || problem === "tooMany";
  return (
    <article class="sheet">
      <h1>{say.title}</h1>
      {problem !== undefined && !isOfToken && (
        <p class="words said warning" role="alert">
          {say.problems[problem]}
          {problem === "unavailable" && token !== undefined && ` ${say.tokenStillWorks}`}
        </p>
      )}
      <p>{say.intro}</p>
      {openId !== undefined && (
        <p>
          <a class="button main" href={view.link(withNext(openIdPath, next))}>
            {say.openId}
          </a>
        </p>
      )}
      {openId !== undefined && token !== undefined && <p>{say.or}</p>}
      {token !== undefined && (
        <TokenForm view={view} next={next} fault={isOfToken ? say.problems[problem] : undefined} />
      )}
      <p>
        <small>{say.cookie}</small>
      </p>
    </article>
  );
}

interface TokenFormProps {
  readonly view: View;
  readonly next: string;
  readonly fault: string | undefined;
}

function TokenForm({ view, next, fault }: TokenFormProps) {
  const say = signInWords[view.language];
  return (
    <form class="fields" method="post" action={view.link(signInPath)} novalidate>
      <input type="hidden" name={nextParameter} value={next} />
      {/* Not read: browsers that keep tokens keep them under a name. */}
      <input type="text" autoComplete="username" value="ADMIN_TOKEN" hidden readonly />
      <p>
        <label for="token">{say.token}</label>
        <small id="token-hint">{say.tokenHint}</small>
        <input
          id="token"
          name={tokenField}
          type="password"
          autoComplete="current-password"
          autofocus={fault !== undefined}
          required
          aria-invalid={fault === undefined ? undefined : "true"}
          aria-describedby={fault === undefined ? "token-hint" : "token-hint token-fault"}
        />
        {fault !== undefined && (
          <strong id="token-fault" class="fault">
            {fault}
          </strong>
        )}
      </p>
      <p>
        <button type="submit">{say.submit}</button>
      </p>
    </form>
  );
}

/** Says to whoever runs the program what is missing: nobody gets in meanwhile. */
function NotSetUp({ view }: { readonly view: View }) {
  const say = signInWords[view.language];
  return (
    <article class="sheet">
      <h1>{say.title}</h1>
      <p class="words said warning">{say.problems.notSetUp}</p>
      <p>{say.settings}</p>
      <ul>
        <li>
          {`${say.withToken} `}
          <code>ADMIN_TOKEN</code>
        </li>
        <li>
          {`${say.withOpenId} `}
          <code>ADMIN_OIDC_ISSUER</code>, <code>ADMIN_OIDC_CLIENT_ID</code>,{" "}
          <code>ADMIN_OIDC_CLIENT_SECRET</code>, <code>ADMIN_OIDC_ALLOWED</code>
        </li>
      </ul>
      <p>{say.guide}</p>
    </article>
  );
}

/** A path that knows where to go on to. */
export function withNext(path: string, next: string, problem?: SignInProblem): string {
  const query = new URLSearchParams({ ...(problem && { problem }), [nextParameter]: next });
  return `${path}?${query}`;
}
