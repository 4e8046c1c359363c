using Microsoft.AspNetCore.WebUtilities;

namespace BlazorJwt.AuthorizationServer.SignIn;

/// <summary>Sends the browser on with a GET (RFC 9110 section 15.4.4), which no cache keeps. The start page is not named as a place to
/// return to.</summary>
internal sealed class SeeOther(string path, params (string Name, string? Value)[] query) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        var named = query.Where(field => field is not ("returnUrl", LocalAddress.Start))
            .Select(field => KeyValuePair.Create(field.Name, field.Value));
        httpContext.Response.StatusCode = StatusCodes.Status303SeeOther;
        httpContext.Response.Headers.Location = QueryHelpers.AddQueryString(path, named);
        httpContext.Response.Headers.CacheControl = "no-store";
        return Task.CompletedTask;
    }
}
