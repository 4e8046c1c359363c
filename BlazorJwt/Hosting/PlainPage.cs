using System.Text.Encodings.Web;

namespace BlazorJwt.Hosting;

/// <summary>A small page in the look of the app that needs no script, for responses outside of lessons. Texts are encoded here.</summary>
/// <param name="title">Title and heading.</param>
/// <param name="sentence">What happened and what to do.</param>
/// <param name="address">Where the link leads, a local address.</param>
internal sealed class PlainPage(int status, string title, string sentence, string address = "/", string link = "To the start page")
    : IResult
{
    /// <summary>True to follow the link at once, without a click.</summary>
    public bool Follow { get; init; }

    public Task ExecuteAsync(HttpContext httpContext)
    {
        var refresh = Follow ? $"""<meta http-equiv="refresh" content="0;url={Encoded(address)}">""" : "";
        httpContext.Response.StatusCode = status;
        httpContext.Response.ContentType = "text/html; charset=utf-8";
        httpContext.Response.Headers.CacheControl = "no-store";
        return httpContext.Response.WriteAsync($"""
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
            <header class="top">
            <a class="wordmark" href="/" aria-label="BlazorJWT, to the start">Blazor<b>J</b><i>W</i><u>T</u></a>
            </header>
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
