// Checks the code on an authorisation's paper on the telephone itself: what stands behind the sign that no server sees
// is compared with the keys that the page was given. Nothing is sent anywhere, and no network is needed.
"use strict";

const P = 2n ** 255n - 19n;
const ORDER = 2n ** 252n + 27742317777372353535851937790883648493n;
const modulo = (number, by = P) => ((number % by) + by) % by;

function power(base, exponent) {
  let result = 1n;
  for (let left = exponent, factor = modulo(base); left > 0n; left >>= 1n, factor = modulo(factor * factor)) {
    if (left & 1n) result = modulo(result * factor);
  }
  return result;
}

const inverse = (number) => power(number, P - 2n);
const D = modulo(-121665n * inverse(121666n));
const ROOT_OF_MINUS_ONE = power(2n, (P - 1n) / 4n);
const number = (bytes) => bytes.reduceRight((sum, byte) => (sum << 8n) + BigInt(byte), 0n);

// Points of the curve in extended coordinates (RFC 8032, section 5.1.4).
function add([x1, y1, z1, t1], [x2, y2, z2, t2]) {
  const a = modulo((y1 - x1) * (y2 - x2));
  const b = modulo((y1 + x1) * (y2 + x2));
  const c = modulo(2n * t1 * t2 * D);
  const d = modulo(2n * z1 * z2);
  const [e, f, g, h] = [b - a, d - c, d + c, b + a];
  return [modulo(e * f), modulo(g * h), modulo(f * g), modulo(e * h)];
}

function times(scalar, point) {
  let result = [0n, 1n, 1n, 0n];
  for (let left = scalar, each = point; left > 0n; left >>= 1n, each = add(each, each)) {
    if (left & 1n) result = add(result, each);
  }
  return result;
}

const same = (one, other) =>
  modulo(one[0] * other[2] - other[0] * one[2]) === 0n && modulo(one[1] * other[2] - other[1] * one[2]) === 0n;

function point(bytes) {
  const whole = number(bytes);
  const sign = whole >> 255n;
  const y = whole & (2n ** 255n - 1n);
  if (y >= P) return null;
  const square = modulo((y * y - 1n) * inverse(D * y * y + 1n));
  let x = power(square, (P + 3n) / 8n);
  if (modulo(x * x - square) !== 0n) x = modulo(x * ROOT_OF_MINUS_ONE);
  if (modulo(x * x - square) !== 0n || (x === 0n && sign)) return null;
  if ((x & 1n) !== sign) x = P - x;
  return [x, y, 1n, modulo(x * y)];
}

const BASE = point(Uint8Array.from([0x58, ...Array(31).fill(0x66)]));

// For a browser whose WebCrypto does not know Ed25519 yet.
async function verifiedHere(key, signature, message) {
  const [r, s, a] = [signature.slice(0, 32), number(signature.slice(32)), point(key)];
  const start = point(r);
  if (!a || !start || s >= ORDER) return false;
  const digest = await crypto.subtle.digest("SHA-512", Uint8Array.from([...r, ...key, ...message]));
  const h = modulo(number(new Uint8Array(digest)), ORDER);
  return same(times(s, BASE), add(start, times(h, a)));
}

async function verified(key, signature, message) {
  if (key.length !== 32 || signature.length !== 64) return false;
  let imported;
  try {
    imported = await crypto.subtle.importKey("raw", key, { name: "Ed25519" }, false, ["verify"]);
  } catch {
    return verifiedHere(key, signature, message);
  }
  return crypto.subtle.verify("Ed25519", imported, signature, message);
}

function bytes(text) {
  return Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (sign) => sign.charCodeAt(0));
}

const hex = (given) => [...given].map((byte) => byte.toString(16).padStart(2, "0")).join("");

// The three parts behind the sign, and the token before it; null where it is no code of a paper.
function read(text) {
  const [, token, behind] = /\/authorisations\/([\w-]{22})[^#]*#(.+)$/.exec(text.trim()) ?? [];
  const parts = behind?.split(".") ?? [];
  if (parts.length !== 3) return null;
  try {
    const [message, key, signature] = parts.map(bytes);
    return { token, message, key, signature, facts: JSON.parse(new TextDecoder().decode(message)) };
  } catch {
    return null;
  }
}

async function check(text, keys) {
  const code = read(text);
  if (!code) return { result: "unread" };
  if (!(await verified(code.key, code.signature, code.message))) return { result: "forged" };
  if (!keys.includes(hex(code.key))) return { result: "stranger" };
  if (code.facts.token !== code.token || code.facts.type !== "exportctl-authorisation/1") return { result: "forged" };
  return { result: "genuine", facts: code.facts };
}

// A day as the page's language writes it.
function said(value) {
  if (!/^\d{4}-\d\d-\d\d$/.test(value)) return value ?? "–";
  const language = document.documentElement.lang === "en" ? "en-GB" : document.documentElement.lang;
  return new Intl.DateTimeFormat(language, { dateStyle: "long", timeZone: "UTC" }).format(new Date(value));
}

function show(box, { result, facts }) {
  for (const each of box.querySelectorAll("[data-result]")) each.hidden = !each.dataset.result.split(" ").includes(result);
  const now = Number(box.dataset.version);
  for (const each of box.querySelectorAll("[data-fact]")) each.textContent = said(facts?.[each.dataset.fact]);
  for (const each of box.querySelectorAll("[data-older]")) each.hidden = !(facts && now && facts.version !== now);
  const today = new Date().toLocaleDateString("sv-SE"); // as ISO 8601
  for (const each of box.querySelectorAll("[data-over]")) each.hidden = !(facts?.valid_until && facts.valid_until < today);
  for (const each of box.querySelectorAll("[data-not-yet]")) each.hidden = !(facts && facts.valid_from > today);
  box.hidden = false;
}

async function begin(box) {
  const keys = box.dataset.keys.split(" ");
  const form = document.querySelector("form[data-paper-code]");
  form?.addEventListener("submit", async (event) => {
    const text = new FormData(form).get("code");
    if (!read(text)) return; // a number, or nothing: the server answers
    if (form.dataset.paperCode === "offline" && navigator.onLine) return; // the register knows more
    event.preventDefault();
    show(box, await check(text, keys));
    box.querySelector("h2").focus();
  });
  const scanned = async () => location.hash.length > 1 && show(box, await check(location.href, keys));
  addEventListener("hashchange", scanned);
  await scanned();
}

if (globalThis.crypto?.subtle) {
  for (const box of document.querySelectorAll("[data-paper-check]")) begin(box);
  // Opened once, the check is there without a network, too.
  navigator.serviceWorker?.register("/authorisations/offline.js").catch(() => {});
}
