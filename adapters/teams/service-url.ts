/** 127.0.0.0/8; an URL's hostname is written in full, whatever way it was given. */
const loopbackAddress = /^127\.\d+\.\d+\.\d+$/;

/** Whether an address is of this machine, whatever a name server may say. */
export function isLoopback(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { hostname } = new URL(address);
  return hostname === "localhost" || hostname === "[::1]" || loopbackAddress.test(hostname);
}

/** Whether a token may be sent there: encrypted, or no further than this machine. */
export function isCallable(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol } = new URL(address);
  return protocol === "https:" || (protocol === "http:" && isLoopback(address));
}
