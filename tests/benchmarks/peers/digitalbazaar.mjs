// Asked on standard input, a line of JSON at a time: first what to work on, then to "sign" or "verify" so many times.
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";

const load = (name) => import(pathToFileURL(`${process.argv[2]}/node_modules/${name}/lib/index.js`));
const vc = await load("@digitalbazaar/vc");
const { DataIntegrityProof } = await load("@digitalbazaar/data-integrity");
const { cryptosuite } = await load("@digitalbazaar/eddsa-rdfc-2022-cryptosuite");
const Ed25519Multikey = await load("@digitalbazaar/ed25519-multikey");

let work;

async function prepare(task) {
  const served = new Map(Object.entries({ ...task.contexts, ...task.served }));
  const documentLoader = async (url) => {
    const document = served.get(url) ?? served.get(url.split("#")[0]);
    if (!document) throw new Error("not served: " + url);
    return { contextUrl: null, documentUrl: url, document };
  };
  const pair = await Ed25519Multikey.from(task.key);
  const suite = () => new DataIntegrityProof({ signer: pair.signer(), cryptosuite });
  const check = new DataIntegrityProof({ cryptosuite });
  const now = new Date(task.now);
  const sign = () =>
    vc.issue({ credential: structuredClone(task.document), suite: suite(), documentLoader, now });
  const signed = await sign();
  const verify = async () => {
    const result = await vc.verifyCredential({
      credential: signed, suite: check, documentLoader, now, checkStatus: async () => ({ verified: true }),
    });
    if (!result.verified) throw result.error;
  };
  await verify();
  work = { sign, verify };
}

// In processor time of the main thread and all that serves it.
async function seconds(action, times) {
  const before = process.cpuUsage();
  for (let done = 0; done < times; done += 1) await work[action]();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}

for await (const line of createInterface({ input: process.stdin })) {
  const question = JSON.parse(line);
  const answer = work ? await seconds(question.action, question.times) : await prepare(question);
  console.log(JSON.stringify({ seconds: answer ?? 0 }));
}
