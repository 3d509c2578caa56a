// Talking to the sandbox's control addresses. What a person does is an act; whatever goes wrong comes back as a sentence.
export const get = async (path) => {
  const answer = await fetch(path);
  if (!answer.ok) throw new Error(`${path} answered ${answer.status}`);
  return answer.json();
};

export const send = async (path, body, method = "POST") => {
  const answer = await fetch(path, { method, headers: { "Content-Type": "application/json" }, body: JSON.stringify(body ?? {}) });
  const said = await answer.json().catch(() => ({ error: `The sandbox answered ${answer.status}.` }));
  return { ok: answer.ok, said };
};

// Do something as a person; returns "" or what went wrong.
export const act = async (name, body) => {
  const { ok, said } = await send(`/sandbox/${name}`, body);
  if (!ok) return said.error ?? "That was not possible.";
  return said.acked === false ? "The app did not respond in time." : "";
};

export const encoded = (files) => Promise.all([...files].map((file) => new Promise((done, failed) => {
  const reader = new FileReader();
  reader.onerror = () => failed(reader.error);
  reader.onload = () => done({ name: file.name, data: reader.result.split(",")[1] ?? "", ...(file.type && { mimetype: file.type }) });
  reader.readAsDataURL(file);
})));
