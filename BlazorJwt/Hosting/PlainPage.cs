using System.Text.Encodings.Web;

namespace BlazorJwt.Hosting;

/// <summary>A small page in the look of the app that needs no script, for answers that no lesson page gives.</summary>
internal static class PlainPage
{
    /// <summary>Writes the page. Every text is encoded here.</summary>
    /// <param name="response">Where to. Its status code is left as it is.</param>
    /// <param name="title">Title and heading.</param>
    /// <param name="sentence">What happened and what to do.</param>
    /// <param name="address">Where the link goes, a local address.</param>
    /// <param name="link">What the link says.</param>
    /// <param name="follow">True to follow the link at once, without a click.</param>
    public static Task WritePageAsync(this HttpResponse response, string title, string sentence, string address, string link, bool follow = false)
    {
        var refresh = follow ? $"""<meta http-equiv="refresh" content="0;url={Encoded(address)}">""" : "";
        response.ContentType = "text/html; charset=utf-8";
        response.Headers.CacheControl = "no-store";
        return response.WriteAsync($"""
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            {refresh}
            <title>{Encoded(title)}</title>
            <link rel="stylesheet" href="/app.css">
            <link rel="icon" href="data:,">
            </head>
            <body>
            <header class="top"><a class="wordmark" href="/" aria-label="BlazorJWT, to the start">Blazor<b>J</b><i>W</i><u>T</u></a></header>
            <main class="plain">
            <article class="lesson">
            <header>
            <h1>{Encoded(title)}</h1>
            <p class="lead">{Encoded(sentence)}</p>
            </header>
            <div class="actions"><a class="button primary" href="{Encoded(address)}">{Encoded(link)}</a></div>
            </article>
            </main>
            </body>
            </html>
            """);
    }

    private static string Encoded(string text) => HtmlEncoder.Default.Encode(text);
}
