using System.Text.Encodings.Web;

namespace BlazorJwt.Labs.KeepSafe;

/// <summary>A document of a lab: plain HTML in the look of the app, with no circuit, so that it can have another policy and another host.</summary>
internal static class LabDocument
{
    /// <summary>Writes one.</summary>
    /// <param name="title">Title and heading.</param>
    /// <param name="lead">What it shows, in a sentence or two.</param>
    /// <param name="body">Markup. What comes from a visitor is encoded in it already, but for the holes made on purpose.</param>
    /// <param name="head">More for the head: a script.</param>
    /// <param name="style">The element that brings the style; the app's own style sheet when null.</param>
    /// <param name="status">The status of the answer.</param>
    public static IResult Page(string title, string lead, string body, string head = "", string? style = null, int status = StatusCodes.Status200OK) => Results.Content(
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
        <header class="top"><strong class="wordmark">Blazor<b>J</b><i>W</i><u>T</u></strong> <span class="pill">Lab, broken on purpose</span></header>
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

    /// <summary>A section with a heading.</summary>
    public static string Card(string heading, string body) => $"""<section class="card"><h2>{Encoded(heading)}</h2>{body}</section>""";

    /// <summary>A form with one button and nothing to fill in.</summary>
    public static string PostButton(string address, string text, bool primary = false) =>
        $"""<form method="post" action="{Encoded(address)}"><button{(primary ? " class=\"primary\"" : "")}>{Encoded(text)}</button></form>""";

    /// <summary>What a visitor gets who has no run of a lab, or whose run is over.</summary>
    public static IResult Over() => Page(
        "This run is over",
        "A run of a lab lasts a quarter of an hour and belongs to the browser that began it.",
        """<p>Open the lab again from the lesson “Keep it safe”.</p>""",
        status: StatusCodes.Status404NotFound);

    /// <summary>What a visitor gets whose server is known by one name only.</summary>
    public static IResult NoSecondName(HttpRequest request) => Page(
        "A second host name is missing",
        $"This lab needs another site, and this server is known to you by one name only: {request.Host.Host}.",
        $"""
        <section class="card">
        <h2>What to do</h2>
        <p>On your own machine: open the app as <code>http://localhost:{request.Host.Port ?? 80}</code>. Its other name, <code>127.0.0.1</code>, is another site for a browser.</p>
        <p>Elsewhere: give the server a second name on another domain, and write it into the setting <code>Labs:EvilHost</code>, such as <code>evil.example</code>. It must lead to this same server. A name below the same domain does not do: a browser takes it for the same site.</p>
        </section>
        """);

    /// <summary>What a visitor gets who has not been to a page of the app.</summary>
    public static IResult LessonFirst() => Page(
        "Open the lesson first",
        "Your results belong to your browser, and this server does not know it yet.",
        """<div class="actions"><a class="button primary" href="/keep-it-safe">To the lesson</a></div>""");

    /// <summary>Text as it has to stand in markup.</summary>
    public static string Encoded(string text) => HtmlEncoder.Default.Encode(text);
}
