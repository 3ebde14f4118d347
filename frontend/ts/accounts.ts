// Passkeys. A form with data-bb-passkey asks the browser for the answer before it is sent:
// "create" makes a passkey, "get" uses one of this account's, "login" uses any the device has.
type Json = { [name: string]: unknown };

const bytes = (text: string): Uint8Array<ArrayBuffer> => {
  const plain = atob(text.replace(/-/g, "+").replace(/_/g, "/"));
  return Uint8Array.from(plain, (letter) => letter.charCodeAt(0));
};

const text = (buffer: ArrayBuffer | null): string | null =>
  buffer &&
  btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replace(/\+/g, "-")
    .replace(/\//g, "_")
    .replace(/=+$/, "");

const named = (list: unknown): PublicKeyCredentialDescriptor[] =>
  ((list as Json[] | undefined) ?? []).map((one) => ({ ...one, type: "public-key", id: bytes(one["id"] as string) }));

async function create(asked: Json): Promise<Json> {
  const user = asked["user"] as Json;
  const publicKey = {
    ...asked,
    challenge: bytes(asked["challenge"] as string),
    user: { ...user, id: bytes(user["id"] as string) },
    excludeCredentials: named(asked["excludeCredentials"]),
    // A key that lies on the device and is opened by its owner: it lets in on its own.
    authenticatorSelection: { residentKey: "required", requireResidentKey: true, userVerification: "required" },
  } as unknown as PublicKeyCredentialCreationOptions;
  const made = (await navigator.credentials.create({ publicKey })) as PublicKeyCredential;
  const response = made.response as AuthenticatorAttestationResponse;
  return {
    ...common(made),
    response: {
      clientDataJSON: text(response.clientDataJSON),
      attestationObject: text(response.attestationObject),
      transports: response.getTransports?.() ?? [],
    },
  };
}

async function get(asked: Json): Promise<Json> {
  const publicKey = {
    ...asked,
    challenge: bytes(asked["challenge"] as string),
    allowCredentials: named(asked["allowCredentials"]),
  } as unknown as PublicKeyCredentialRequestOptions;
  const used = (await navigator.credentials.get({ publicKey })) as PublicKeyCredential;
  const response = used.response as AuthenticatorAssertionResponse;
  return {
    ...common(used),
    response: {
      clientDataJSON: text(response.clientDataJSON),
      authenticatorData: text(response.authenticatorData),
      signature: text(response.signature),
      userHandle: text(response.userHandle),
    },
  };
}

const common = (key: PublicKeyCredential): Json => ({
  type: key.type,
  id: key.id,
  rawId: text(key.rawId),
  authenticatorAttachment: key.authenticatorAttachment,
  clientExtensionResults: key.getClientExtensionResults(),
});

/** What the server asks: on the page, or fetched when nobody is logged in yet. */
async function question(form: HTMLFormElement): Promise<Json> {
  if (form.dataset["bbPasskey"] !== "login") {
    return JSON.parse(document.getElementById("passkey-options")!.textContent!).publicKey;
  }
  const answer = await fetch(form.action, { headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error(`${answer.status}`);
  return (await answer.json()).request_options.publicKey;
}

function show(form: HTMLFormElement, what: "failed" | "known" | null): void {
  for (const name of ["failed", "known"]) {
    const said = form.querySelector<HTMLElement>(`[data-bb-passkey-${name}]`);
    if (said) said.hidden = name !== what;
  }
}

async function answer(form: HTMLFormElement): Promise<void> {
  show(form, null);
  try {
    const asked = await question(form);
    const key = await (form.dataset["bbPasskey"] === "create" ? create(asked) : get(asked));
    form.querySelector<HTMLInputElement>("[name=credential]")!.value = JSON.stringify(key);
    form.submit();
  } catch (error) {
    show(form, error instanceof DOMException && error.name === "InvalidStateError" ? "known" : "failed");
  }
}

function start(): void {
  if (!window.PublicKeyCredential) return;
  for (const form of document.querySelectorAll<HTMLFormElement>("form[data-bb-passkey]")) {
    form.hidden = false;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      void answer(form);
    });
  }
  for (const said of document.querySelectorAll<HTMLElement>("[data-bb-passkey-missing]")) said.hidden = true;
}

if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
else start();
