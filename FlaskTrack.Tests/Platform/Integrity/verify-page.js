// Runs the script of a verification page on a packet, without a browser: verify-page.js PAGE PACKET [KEY]. Prints what verify_packet.py prints, under the same names.
"use strict";
const fs = require("fs"), zlib = require("zlib");
const [page, packet, key] = process.argv.slice(2);
globalThis.window = globalThis;
globalThis.addEventListener = () => {};
globalThis.document = { getElementById: () => globalThis };
// As browsers have it: bytes after the end of what is packed are an error. Node.js lets them pass, and older ones know only the two kinds with a header.
globalThis.DecompressionStream = class extends TransformStream {
  constructor() {
    const parts = [];
    super({
      transform: part => { parts.push(part); },
      flush: to => {
        const packed = Buffer.concat(parts), { buffer, engine } = zlib.inflateRawSync(packed, { info: true });
        if (engine.bytesWritten !== packed.length) throw new TypeError("There is something after the end.");
        if (buffer.length) to.enqueue(buffer);
      },
    });
  }
};
new Function(/<script>([\s\S]*)<\/script>/.exec(fs.readFileSync(page, "utf8"))[1])();
(async () => {
  const bytes = fs.readFileSync(packet);
  const report = await window.verifyPacket(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length), key ? fs.readFileSync(key, "utf8") : "");
  for (const check of report.checks) console.log(`${check.ok ? "ok    " : "FAILED"} ${check.name} ${check.reason}`);
  console.log(report.verdict ?? "");
  process.exit(report.ok ? 0 : 1);
})();
