import { Server, Socket, type TcpNetConnectOpts } from "node:net";
import { isLoopback } from "../../adapters/teams/service-url.ts";

// Loaded into Microsoft's emulator before anything of its own: nobody but this machine can open it, it reaches nobody else,
// and its page loads nothing from elsewhere. It would listen for the whole network, and its page asks for Microsoft's fonts.

const host = "127.0.0.1";
/** Everything but addresses of other sites. */
const contentSecurityPolicy =
  "default-src 'self' 'unsafe-inline' 'unsafe-eval' data: blob:; connect-src 'self' ws://localhost:*";
/** Fails as names do that nobody has. */
const elsewhere: TcpNetConnectOpts = {
  host: "elsewhere",
  port: 1,
  lookup: (_name, _options, callback) =>
    callback(new Error("the emulator stays on this machine"), ""),
};
const { listen } = Server.prototype;
const { connect } = Socket.prototype;

Object.assign(Server.prototype, {
  listen(this: Server, port: number, listening: () => void) {
    this.prependListener("request", (_request, response) =>
      response.setHeader("content-security-policy", contentSecurityPolicy),
    );
    return listen.call(this, { port, host }, listening);
  },
});

Object.assign(Socket.prototype, {
  connect(this: Socket, ...given: unknown[]) {
    // What was sorted out before comes as an array.
    const [address] = given.flat();
    return Reflect.apply(connect, this, isHere(address) ? given : [elsewhere]);
  },
});

function isHere(address: unknown): boolean {
  if (typeof address !== "object" || address === null) return false;
  // Left out, it is this machine.
  const { host: name = host } = address as { readonly host?: string };
  return isLoopback(`http://${name.includes(":") ? `[${name}]` : name}/`);
}
