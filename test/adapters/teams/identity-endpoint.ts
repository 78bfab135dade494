import { createServer } from "node:http";

/**
 * A stand-in of what gives a program in Azure its tokens:
 * https://learn.microsoft.com/azure/app-service/overview-managed-identity#rest-endpoint-reference
 */
export interface IdentityEndpoint {
  /** For IDENTITY_ENDPOINT and IDENTITY_HEADER. */
  readonly url: string;
  readonly header: string;
  /** What was asked for, in order. */
  readonly requests: readonly IdentityRequest[];
  /** From now on answers with that status only. */
  refuse(status: number): void;
  stop(): Promise<void>;
}

/** A request for a token. */
export interface IdentityRequest {
  readonly header: string | undefined;
  readonly resource: string | null;
  readonly clientId: string | null;
}

/** Starts the stand-in on a free port; every token is another one. */
export async function startIdentityEndpoint(): Promise<IdentityEndpoint> {
  const header = "853b9a84-5bfa-4b22-a3f3-0b9a43d9ad8a";
  const requests: IdentityRequest[] = [];
  let status = 200;
  const server = createServer((request, response) => {
    const { searchParams } = new URL(request.url ?? "", "http://localhost");
    const resource = searchParams.get("resource");
    const sent = request.headers["x-identity-header"];
    requests.push({
      header: typeof sent === "string" ? sent : undefined,
      resource,
      clientId: searchParams.get("client_id"),
    });
    const expiresOn = Math.floor(Date.now() / 1_000) + 86_400;
    const token = {
      access_token: `token-${requests.length}`,
      expires_on: String(expiresOn),
      resource,
      token_type: "Bearer",
    };
    const answer = sent === header ? status : 401;
    response.writeHead(answer, { "content-type": "application/json" });
    response.end(JSON.stringify(answer === 200 ? token : { statusCode: answer, message: "No." }));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}/msi/token`,
    header,
    requests,
    refuse(next) {
      status = next;
    },
    async stop() {
      if (!server.listening) return;
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}
