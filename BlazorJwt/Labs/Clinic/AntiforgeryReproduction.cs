using System.Security.Claims;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.DataProtection;

namespace BlazorJwt.Labs.Clinic;

/// <summary>ASP.NET's own antiforgery, with keys of its own: a form is rendered for one person and posted by another.</summary>
internal static class AntiforgeryReproduction
{
    /// <param name="rendered">Whose page has the form; null for a visitor who is signed out.</param>
    /// <param name="posted">Who posts it.</param>
    /// <param name="withCookie">False for a browser that kept no cookie.</param>
    public static Task<Reproduced> PostAsync(string? rendered, string? posted, bool withCookie = true) => Reproduced.RunAsync(async () =>
    {
        await using var services = Services();
        var antiforgery = services.GetRequiredService<IAntiforgery>();
        var tokens = antiforgery.GetTokens(Request(services, rendered));
        var post = Request(services, posted);
        post.Request.Method = HttpMethods.Post;
        post.Request.Headers[tokens.HeaderName!] = tokens.RequestToken;
        if (withCookie) post.Request.Headers.Cookie = $"antiforgery={tokens.CookieToken}";
        await antiforgery.ValidateRequestAsync(post);
        return "Accepted.";
    });

    /// <summary>Posts a form whose parts do not belong together.</summary>
    /// <param name="header">The request token, of the tokens of two forms; null for none.</param>
    /// <param name="cookie">The cookie token.</param>
    public static Task<Reproduced> PostAsync(
        Func<AntiforgeryTokenSet, AntiforgeryTokenSet, string?> header, Func<AntiforgeryTokenSet, string?> cookie) =>
        Reproduced.RunAsync(async () =>
        {
            await using var services = Services();
            var antiforgery = services.GetRequiredService<IAntiforgery>();
            var (one, another) = (antiforgery.GetTokens(Request(services, null)), antiforgery.GetTokens(Request(services, null)));
            var post = Request(services, null);
            post.Request.Method = HttpMethods.Post;
            post.Request.Headers.Cookie = $"antiforgery={cookie(one)}";
            if (header(one, another) is { } token) post.Request.Headers[one.HeaderName!] = token;
            await antiforgery.ValidateRequestAsync(post);
            return "Accepted.";
        });

    /// <summary>Renders a form over plain HTTP with a cookie that is for HTTPS only.</summary>
    public static Task<Reproduced> RenderOverHttpAsync() => Reproduced.RunAsync(async () =>
    {
        await using var services = Services(options => options.Cookie.SecurePolicy = CookieSecurePolicy.Always);
        services.GetRequiredService<IAntiforgery>().GetAndStoreTokens(Request(services, null));
        return "Accepted.";
    });

    private static ServiceProvider Services(Action<AntiforgeryOptions>? configure = null)
    {
        var services = new ServiceCollection().AddLogging();
        services.AddDataProtection().UseEphemeralDataProtectionProvider();
        services.AddAntiforgery(options =>
        {
            options.Cookie.Name = "antiforgery";
            configure?.Invoke(options);
        });
        return services.BuildServiceProvider();
    }

    private static DefaultHttpContext Request(IServiceProvider services, string? person) => new()
    {
        RequestServices = services,
        User = new(person is null
            ? new ClaimsIdentity()
            : new ClaimsIdentity([new("sub", person), new(ClaimTypes.NameIdentifier, person)], "trial")),
    };
}
