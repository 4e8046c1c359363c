using System.Text.Encodings.Web;

namespace BlazorJwt.Labs.KeepSafe;

/// <summary>
/// A document of a lab: plain HTML in the look of the app, without a circuit, so that it can have other headers and another host.
/// </summary>
internal static class LabDocument
{
    /// <summary>Writes one. What a visitor wrote is already encoded in the body, except for the holes made on purpose.</summary>
    public static IResult Page(
        string title, string lead, string body, string head = "", string? style = null, int status = 200) => Results.Content(
        $"""
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <title>{Encoded(title)}</title>
        {style ?? """<link rel="stylesheet" href="/app.css">"""}
        <link rel="icon" href="data:,">
        {head}
        </head>
        <body>
        <header class="top">
        <strong class="wordmark">Blazor<b>J</b><i>W</i><u>T</u></strong> <span class="pill">Lab, broken on purpose</span>
        </header>
        <main class="plain">
        <article class="lesson">
        <header>
        <h1>{Encoded(title)}</h1>
        <p class="lead">{Encoded(lead)}</p>
        </header>
        {body}
        </article>
        </main>
        </body>
        </html>
        """,
        "text/html; charset=utf-8",
        statusCode: status);

    public static string Card(string heading, string body) => $"""<section class="card"><h2>{Encoded(heading)}</h2>{body}</section>""";

    public static string Actions(params IEnumerable<string> actions) => $"""<div class="actions">{string.Join(' ', actions)}</div>""";

    public static string Link(string address, string text, bool primary = false) =>
        $"""<a class="button{(primary ? " primary" : "")}" href="{Encoded(address)}">{Encoded(text)}</a>""";

    public static string PostButton(string address, string text, bool primary = false) => $"""
        <form method="post" action="{Encoded(address)}"><button{(primary ? " class=\"primary\"" : "")}>{Encoded(text)}</button></form>
        """;

    public static IResult Over() => Page(
        "This run is over",
        "A run of a lab lasts a quarter of an hour, and only the browser that started it can use it.",
        "<p>Open the lab again from the lesson “Keep it safe”.</p>",
        status: StatusCodes.Status404NotFound);

    public static IResult NoSecondName(HttpRequest request) => Page(
        "A second host name is missing",
        $"This lab needs another site, but you can reach this server under one name only: {request.Host.Host}.",
        Card("What to do", $"""
            <p>On your own machine: open the app as <code>http://localhost:{request.Host.Port ?? 80}</code>. Its other name,
            <code>127.0.0.1</code>, is another site to a browser.</p>
            <p>Elsewhere: give the server a second name on another domain, and set <code>Labs:EvilHost</code> to it, for example
            <code>evil.example</code>. The name must lead to this server. A name below the same domain does not work, because a browser
            treats it as the same site.</p>
            """));

    /// <summary>For a browser without a visitor id.</summary>
    public static IResult LessonFirst() => Page(
        "Open the lesson first",
        "Your results belong to your browser, and this server does not know it yet.",
        Actions(Link("/keep-it-safe", "To the lesson", primary: true)));

    public static string Encoded(string text) => HtmlEncoder.Default.Encode(text);
}
