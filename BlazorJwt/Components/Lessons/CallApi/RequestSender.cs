namespace BlazorJwt.Components.Lessons.CallApi;

/// <summary>Who sends a request of the bench.</summary>
public enum RequestSender
{
    /// <summary>This app's server, with the typed client. The token never comes near the browser's script.</summary>
    Server,

    /// <summary>A script in the visitor's browser, with <c>fetch</c>.</summary>
    Browser,
}

/// <summary>The words for them.</summary>
public static class RequestSenderTexts
{
    /// <summary>As the page says it.</summary>
    public static string Words(this RequestSender lane) => lane is RequestSender.Server ? "This server" : "Your browser";

    /// <summary>Who can send this: the cookie is the browser's to send, and nobody else has it.</summary>
    public static IReadOnlyList<RequestSender> Lanes(this RequestCredential caller) => caller is RequestCredential.MyCookie ? [RequestSender.Browser] : [RequestSender.Server, RequestSender.Browser];
}
