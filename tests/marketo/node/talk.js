// Puts questions to the client as it comes from its package: one line in, [path, ...arguments]; one line out.
"use strict";

const { createInterface } = require("node:readline");
const Marketo = require("node-marketo-rest");

console.log = console.error; // the client chats, and standard output is for answers

const [address, clientId, clientSecret] = process.argv.slice(2);
const retry = { initialDelay: 10, maxDelay: 100 };
const client = new Marketo({
  endpoint: `${address}/rest`,
  identity: `${address}/identity`,
  clientId,
  clientSecret,
  retry,
});

function streamed(object, method, given) {
  return new Promise((resolve, reject) => {
    const rows = [];
    client
      .streamify(object, method, given)
      .on("data", (row) => rows.push(row))
      .on("error", reject)
      .on("end", () => resolve(rows));
  });
}

function asked([path, ...given]) {
  const words = path.split(".");
  if (words[0] === "stream") return streamed(words[1], words[2], given);
  const method = words.pop();
  const object = words.reduce((held, word) => held[word], client);
  return object[method](...given);
}

async function answer(line) {
  try {
    return { answer: await asked(JSON.parse(line)) };
  } catch (refused) {
    return { refused: String(refused.message ?? refused), errors: refused.errors ?? [] };
  }
}

(async () => {
  for await (const line of createInterface({ input: process.stdin })) {
    process.stdout.write(`${JSON.stringify(await answer(line))}\n`);
  }
})();
