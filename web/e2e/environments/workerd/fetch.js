// As in the package's README: Workers refuse some of what the package asks of fetch.

const { fetch: workersFetch } = globalThis;

export async function fetch(address, { method, headers, body, signal }) {
  const response = await workersFetch(address, { method, headers, body, signal, redirect: "manual" });
  return { status: response.status, headers: response.headers, arrayBuffer: () => response.arrayBuffer() };
}
