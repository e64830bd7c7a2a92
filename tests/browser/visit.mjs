// SPDX-License-Identifier: GPL-3.0-or-later
// visit: a reader's visit to a site, in one Chromium.
//
// node visit.mjs [--all] [--paper GLOB]... [--keep FOLDER] BASE PAGE...
//
// BASE is the address of `shihyo serve`, a PAGE a path below it ("indicators/one.html"); --all
// follows the links to every page. A page that matches a --paper GLOB has to fit one A4 page. --keep
// leaves pictures of the screens and PDFs of what is printed, for people to look at. Says
// `ok PAGE: what` or `FAIL PAGE: what: why` of every check, and ends with "N passed, N failed".
import { createRequire } from "node:module";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { HtmlValidate, StaticConfigLoader } from "html-validate";
import { chrome } from "./chrome.mjs";

const SCREENS = [
	{ width: 320, height: 640, scale: 2, schemes: ["light", "dark"], rules: ["light", "dark"] },
	{ width: 768, height: 1024, scale: 1, schemes: ["light"], rules: [] },
	{ width: 1440, height: 900, scale: 1, schemes: ["light", "dark"], rules: ["light"] },
];
const SETTLE_MS = 15000;

// What a page may be told by html-validate: its recommended rules, but for those of taste.
const MARKUP = {
	root: true,
	extends: ["html-validate:recommended"],
	rules: {
		"no-trailing-whitespace": "off", // it says nothing to a browser
		"long-title": "off", // titles are the configuration's
		"no-raw-characters": "off", // what has to be escaped is; ' and > may stand
	},
};

let passed = 0;
let failed = 0;
function check(name, problems) {
	if (problems.length === 0) {
		passed++;
		console.log(`ok ${name}`);
	} else {
		failed++;
		console.log(`FAIL ${name}: ${[...new Set(problems)].slice(0, 8).join("; ")}`);
	}
}

// --- what runs in the page, in a world of its own ---

async function settle() {
	for (const image of document.images)
		if (image.loading === "lazy") {
			image.loading = "eager";
			image.dataset.lazy = "";
		}
	await document.fonts.ready;
	const frame = () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
	await frame(); // another source may be taken for another screen
	for (let tries = 0; tries < 10; tries++) {
		await Promise.all([...document.images].map((image) => image.decode().catch(() => {})));
		await frame();
		if ([...document.images].every((image) => image.complete && image.naturalWidth > 0)) break;
	}
}

// What is wider than the screen and does not scroll in a region of its own.
function sideways() {
	const root = document.documentElement;
	const out = [];
	if (root.scrollWidth > root.clientWidth) out.push(`${root.scrollWidth} px of ${root.clientWidth}`);
	for (const element of document.body.querySelectorAll("*")) {
		const box = element.getBoundingClientRect();
		if (box.width === 0 || box.right <= root.clientWidth + 0.5 || box.right <= 0) continue;
		if (element.closest(".region") && !element.matches(".region")) continue;
		out.push(`<${element.localName} class="${element.className}"> ends at ${Math.round(box.right)}`);
	}
	return out;
}

// Again with the spacing that readers may set (WCAG 1.4.12).
function spaced() {
	const sheet = new CSSStyleSheet();
	sheet.replaceSync(
		"* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }" +
			"p { margin-bottom: 2em !important }",
	);
	document.adoptedStyleSheets = [sheet];
	const root = document.documentElement;
	const wide = root.scrollWidth > root.clientWidth ? [`${root.scrollWidth} px of ${root.clientWidth}`] : [];
	document.adoptedStyleSheets = [];
	return wide;
}

function pictures() {
	const out = [];
	for (const image of document.images) {
		const name = image.currentSrc || image.src;
		if (!image.complete || image.naturalWidth === 0) out.push(`${name} is not shown`);
		if (!image.hasAttribute("alt")) out.push(`${name} has no alt`);
		if ("lazy" in image.dataset && !image.hasAttribute("width")) out.push(`${name} has no width: the page jumps`);
	}
	return out;
}

function addresses() {
	const out = [];
	for (const element of document.querySelectorAll("[href], [src]")) out.push(element.href || element.src);
	for (const element of document.querySelectorAll("[srcset]"))
		for (const part of element.srcset.split(","))
			out.push(new URL(part.trim().split(/\s+/)[0], document.baseURI).href);
	return out;
}

async function accessible() {
	const found = await axe.run(document, {
		runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
		resultTypes: ["violations"],
	});
	return found.violations.map(
		(rule) => `${rule.id} (${rule.nodes.length}): ${rule.nodes[0].html.slice(0, 160)} ${rule.nodes[0].failureSummary.slice(0, 200)}`,
	);
}

// --- the visit ---

const options = { all: false, paper: [], pages: [] };
for (const args = process.argv.slice(2); args.length > 0; ) {
	const arg = args.shift();
	if (arg === "--all") options.all = true;
	else if (arg === "--keep") options.keep = args.shift();
	else if (arg === "--paper")
		options.paper.push(new RegExp(`^${args.shift().replace(/[.+^${}()|[\]\\]/g, "\\$&").replaceAll("*", "[^/]*")}$`));
	else if (options.base === undefined) options.base = new URL(arg).href;
	else options.pages.push(arg);
}
const base = options.base;
const axeSource = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const markup = new HtmlValidate(new StaticConfigLoader(MARKUP));

let events = { console: [], asked: [], answers: [], loaded: null };
const browser = await chrome(process.env.CHROMIUM || "chromium", (method, told) => {
	if (method === "Runtime.consoleAPICalled")
		events.console.push(`${told.type}: ${told.args.map((arg) => arg.value ?? arg.description).join(" ")}`);
	else if (method === "Runtime.exceptionThrown") events.console.push(told.exceptionDetails.text);
	else if (method === "Log.entryAdded") events.console.push(`${told.entry.level}: ${told.entry.text} ${told.entry.url ?? ""}`);
	else if (method === "Network.requestWillBeSent") events.asked.push(told.request.url);
	else if (method === "Network.responseReceived" && told.response.status >= 400)
		events.answers.push(`${told.response.status} ${told.response.url}`);
	else if (method === "Page.loadEventFired") events.loaded?.();
});
for (const domain of ["Page", "Runtime", "Log", "Network"]) await browser.send(`${domain}.enable`);

const screen = ({ width, height, scale }, scheme) =>
	Promise.all([
		browser.send("Emulation.setDeviceMetricsOverride", { width, height, deviceScaleFactor: scale, mobile: width < 500 }),
		browser.send("Emulation.setEmulatedMedia", { media: "screen", features: [{ name: "prefers-color-scheme", value: scheme }] }),
	]);

async function open(address) {
	events = { console: [], asked: [], answers: [], loaded: null };
	let timer;
	const loaded = new Promise((resolve, reject) => {
		events.loaded = resolve;
		timer = setTimeout(() => reject(new Error(`${address}: does not load`)), SETTLE_MS);
	});
	const { errorText, frameId } = await browser.send("Page.navigate", { url: address });
	if (errorText) throw new Error(`${address}: ${errorText}`);
	await loaded;
	clearTimeout(timer);
	const { executionContextId } = await browser.send("Page.createIsolatedWorld", { frameId, worldName: "visit" });
	return async (work) => {
		const expression = typeof work === "string" ? work : `(${work})()`;
		const told = await browser.send("Runtime.evaluate", {
			expression,
			contextId: executionContextId,
			awaitPromise: true,
			returnByValue: true,
		});
		if (told.exceptionDetails) throw new Error(`${address}: ${told.exceptionDetails.exception?.description ?? told.exceptionDetails.text}`);
		return told.result.value;
	};
}

function keep(page, ending, data) {
	if (options.keep) writeFileSync(`${options.keep}/${page.replaceAll("/", "-").replace(".html", "")}.${ending}`, data, "base64");
}

async function photograph(page, ending) {
	if (!options.keep) return;
	const { data } = await browser.send("Page.captureScreenshot", { captureBeyondViewport: true, optimizeForSpeed: true });
	keep(page, ending, data);
}

// How many sheets of A4.
async function printed(page) {
	const { data } = await browser.send("Page.printToPDF", { preferCSSPageSize: true, printBackground: false });
	keep(page, "pdf", data);
	return Buffer.from(data, "base64").toString("latin1").match(/\/Type\s*\/Page\b/g)?.length ?? 0;
}

const elsewhere = (address) => /^https?:/.test(address) && !address.startsWith(base);
const answered = new Map(); // address without fragment: its status
const ids = new Map(); // page: the ids in it
async function answers(address) {
	if (!answered.has(address)) {
		const reply = await fetch(address, { headers: { "accept-encoding": "identity" } });
		answered.set(address, reply.status);
		const text = await reply.text();
		if (reply.headers.get("content-type")?.startsWith("text/html"))
			ids.set(address, new Set([...text.matchAll(/ id="([^"]*)"/g)].map((match) => match[1])));
	}
	return answered.get(address);
}

async function dead(links) {
	const out = [];
	for (const link of new Set(links)) {
		const url = new URL(link);
		if (url.protocol === "mailto:" || elsewhere(link)) continue;
		const fragment = decodeURIComponent(url.hash.slice(1));
		url.hash = "";
		const status = await answers(url.href);
		if (status !== 200) out.push(`${status} ${url.href}`);
		else if (fragment && !ids.get(url.href)?.has(fragment)) out.push(`${link}: no such place`);
	}
	return out;
}

async function markupOf(address) {
	const text = await (await fetch(address)).text();
	const report = await markup.validateString(text, address);
	return report.results.flatMap((result) =>
		result.messages.map((message) => `${message.line}:${message.column} ${message.ruleId}: ${message.message}`),
	);
}

async function visit(page) {
	const address = new URL(page, base).href;
	await screen(SCREENS[0], "light");
	const run = await open(address);
	await run(axeSource);
	const wide = [];
	const faults = [];
	const shown = [];
	for (const size of SCREENS)
		for (const scheme of size.schemes) {
			const where = `${size.width} px, ${scheme}: `;
			const mark = (list) => list.map((what) => where + what);
			await screen(size, scheme);
			await run(settle);
			wide.push(...mark(await run(sideways)));
			if (size.width === 320) wide.push(...mark(await run(spaced)));
			shown.push(...mark(await run(pictures)));
			await photograph(page, `${size.width}.${scheme}.png`);
			if (size.rules.includes(scheme)) faults.push(...mark(await run(accessible)));
		}
	const links = await run(addresses);
	await browser.send("Emulation.setEmulatedMedia", { media: "print" });
	await run(settle);
	await browser.send("Emulation.setEmulatedMedia", { media: "" });
	const count = await printed(page);

	check(`${page}: fits 320, 768 and 1440 px`, wide);
	check(`${page}: pictures are shown`, shown);
	check(`${page}: accessible (axe)`, faults);
	check(`${page}: markup`, await markupOf(address));
	check(`${page}: every link answers`, await dead(links));
	check(`${page}: no other host is asked`, events.asked.filter((asked) => !asked.startsWith(base)));
	check(`${page}: nothing is complained of`, [...events.console, ...events.answers]);
	if (options.paper.some((pattern) => pattern.test(page)))
		check(`${page}: one page of paper`, count === 1 ? [] : [`${count} pages`]);
	return links;
}

if (options.keep) mkdirSync(options.keep, { recursive: true });
const pages = options.pages;
const known = new Set(pages);
try {
	for (let i = 0; i < pages.length; i++) {
		const links = await visit(pages[i]);
		if (!options.all) continue;
		for (const link of links.filter((one) => one.startsWith(base))) {
			const page = link.slice(base.length).replace(/#.*/, "");
			if (page.endsWith(".html") && !known.has(page)) {
				known.add(page);
				pages.push(page);
			}
		}
	}
} catch (why) {
	check("the visit", [why.message]);
}
await browser.close();
console.error(`${browser.version}, ${pages.length} pages`);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;
