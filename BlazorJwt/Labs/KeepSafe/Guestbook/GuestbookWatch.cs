namespace BlazorJwt.Labs.KeepSafe.Guestbook;

/// <summary>
/// The style and the script of the page with the hole. Both are in the page itself: once loaded it needs nothing more, so every request
/// that a test sees is the entry's.
/// </summary>
internal static class GuestbookWatch
{
    /// <summary>
    /// Notes which decoys the entry's script has shown; the other page sends the note to the server. It also stops what no content security
    /// policy stops, for browsers without Connection-Allowlist (<see cref="LabPolicies"/>): every navigation that the visitor did not
    /// start, and WebRTC, in this window and in empty frames that have their own. A frame in a shadow tree would not be found, so the
    /// script removes every function that makes one.
    /// </summary>
    public const string Script = """
        delete globalThis.RTCPeerConnection;
        delete globalThis.webkitRTCPeerConnection;
        for (const owner of [Element.prototype, ShadowRoot.prototype, Document, Document.prototype]) {
          const names = Object.getOwnPropertyNames(owner).filter(name => /^attachShadow$|HTMLUnsafe$|^write(ln)?$/.test(name));
          for (const name of names) delete owner[name];
        }
        new MutationObserver(() => {
          for (const frame of document.querySelectorAll('iframe, frame, object, embed, fencedframe')) frame.remove();
        }).observe(document, { childList: true, subtree: true });
        globalThis.navigation?.addEventListener('navigate', event => {
          if (!event.userInitiated && event.cancelable) event.preventDefault();
        });
        document.addEventListener('DOMContentLoaded', () => {
          const loot = document.getElementById('loot'), seen = document.getElementById('seen');
          const places = new Set();
          const look = () => {
            if (loot.textContent === 'Nothing yet.') return;
            for (const [, payload] of loot.textContent.matchAll(/eyJ[\w-]+\.(eyJ[\w-]+)\.[\w-]+/g)) {
              try { places.add(JSON.parse(atob(payload.replace(/-/g, '+').replace(/_/g, '/'))).place); } catch { /* No token after all. */ }
            }
            localStorage.setItem('guestbook-outcome', JSON.stringify([...places]));
            const httpOnly = [...places].some(place => place.startsWith('HttpOnly')) ? 'among them' : 'not among them';
            const read = [...places].join(', ') || 'none';
            seen.textContent = `A script from your entry ran. Decoys it could read: ${read}. Those in HttpOnly cookies are ${httpOnly}.`;
          };
          look();
          new MutationObserver(look).observe(loot, { childList: true, characterData: true, subtree: true });
        });
        """;

    private const string Css = """
        :root { color-scheme: light dark; --line: light-dark(#dedad0, #2e333d); --soft: light-dark(#565b66, #a5acb8); }
        :root { --card: light-dark(#ffffff, #1b1e25); }
        body { margin: 0; background: light-dark(#fbfaf7, #14161b); color: light-dark(#1d1f24, #e9eaee); }
        body { font: 1rem/1.6 system-ui, sans-serif; }
        .top { display: flex; flex-wrap: wrap; gap: 1rem; padding: 0.75rem 1.5rem; border-bottom: 1px solid var(--line); }
        .top, .card { background: var(--card); }
        .pill { padding: 0.1rem 0.75rem; border: 1px solid var(--line); border-radius: 99px; font-size: 0.86rem; }
        main { max-width: 60rem; margin-inline: auto; padding: 2rem 1rem 4rem; }
        .wordmark { font: 700 1.05rem ui-monospace, Menlo, Consolas, monospace; letter-spacing: -0.03em; }
        .wordmark b { color: light-dark(#b0224f, #ff86a8); }
        .wordmark i { color: light-dark(#6a35c9, #bfa2ff); font-style: normal; }
        .wordmark u { color: light-dark(#0a6c7d, #5cd0e6); text-decoration: none; }
        h1 { line-height: 1.15; margin: 0; } h2 { font-size: 1.2rem; margin: 0; } p { max-width: 68ch; margin: 0; }
        .lesson, .card { display: grid; gap: 1rem; grid-template-columns: minmax(0, 1fr); } .lesson { gap: 2rem; }
        .lead { font-size: 1.2rem; color: var(--soft); }
        .card { padding: 1.25rem 1.5rem; border: 1px solid var(--line); border-radius: 10px; }
        .big-token { font: 0.86rem/1.7 ui-monospace, Menlo, Consolas, monospace; overflow-wrap: anywhere; max-width: none; }
        .big-token { padding: 0.75rem 1rem; background: light-dark(#f2f0ea, #101217); border: 1px solid var(--line); border-radius: 8px; }
        """;

    /// <summary>The style, as an element that the policy allows by its nonce.</summary>
    public static string Style(string nonce) => $"<style nonce=\"{LabDocument.Encoded(nonce)}\">{Css}</style>";
}
