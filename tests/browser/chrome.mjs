// SPDX-License-Identifier: GPL-3.0-or-later
// chrome: one headless Chromium, spoken to over the DevTools protocol through two pipes: JSON texts
// with a zero byte behind each. No library: the protocol is this simple.
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const PATIENCE_MS = 60000; // for one answer: machines of CI are slow

const FLAGS = [
	"--headless",
	"--no-sandbox",
	"--disable-gpu",
	"--disable-quic",
	"--disable-dev-shm-usage",
	"--no-first-run",
	"--hide-scrollbars",
	"--disable-background-networking",
	"--disable-component-update",
	"--disable-sync",
	"--remote-debugging-pipe",
];

// Starts it; `on(method, parameters)` is told every event of every page.
export async function chrome(binary, on) {
	const folder = mkdtempSync(join(tmpdir(), "shihyo-chrome."));
	const process = spawn(binary, [...FLAGS, `--user-data-dir=${folder}`, "about:blank"], {
		stdio: ["ignore", "ignore", "ignore", "pipe", "pipe"],
	});
	const ended = new Promise((resolve) => process.once("exit", resolve));
	const waiting = new Map();
	let number = 0;

	const take = (text) => {
		const message = JSON.parse(text);
		const call = waiting.get(message.id);
		if (call) {
			waiting.delete(message.id);
			clearTimeout(call.timer);
			if (message.error) call.reject(new Error(`${call.method}: ${message.error.message}`));
			else call.resolve(message.result);
		} else if (message.method) on(message.method, message.params);
	};
	let rest = [];
	process.stdio[4].on("data", (data) => {
		for (let end; (end = data.indexOf(0)) >= 0; data = data.subarray(end + 1)) {
			take(Buffer.concat([...rest, data.subarray(0, end)]).toString());
			rest = [];
		}
		rest.push(data);
	});
	const fail = (why) => {
		for (const call of waiting.values()) call.reject(why);
		waiting.clear();
	};
	process.once("error", (why) => fail(why));
	process.once("exit", () => fail(new Error("chromium ended")));
	process.stdio[3].on("error", (why) => fail(why));

	const send = (method, params = {}, sessionId = undefined) =>
		new Promise((resolve, reject) => {
			const id = ++number;
			const timer = setTimeout(() => {
				waiting.delete(id);
				reject(new Error(`${method}: no answer in ${PATIENCE_MS / 1000} s`));
			}, PATIENCE_MS);
			waiting.set(id, { method, resolve, reject, timer });
			process.stdio[3].write(JSON.stringify({ id, method, params, sessionId }) + "\0");
		});

	const { targetInfos } = await send("Target.getTargets");
	const { targetId } = targetInfos.find((target) => target.type === "page");
	const { sessionId } = await send("Target.attachToTarget", { targetId, flatten: true });
	const version = (await send("Browser.getVersion")).product;
	return {
		version,
		send: (method, params) => send(method, params, sessionId),
		async close() {
			await send("Browser.close").catch(() => process.kill());
			await ended;
			rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
		},
	};
}
