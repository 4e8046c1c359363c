using Microsoft.AspNetCore.Builder;

namespace BlazorJwt.Hosting;

/// <summary>
/// The headers of every answer. One strict content security policy for the whole app: no inline script but the import map, no inline style.
/// A style sheet or a script has a stricter one still.
/// </summary>
internal static class SecurityHeaders
{
    private const string Files = "files";

    public static void AddForFiles(IServiceCollection services) => services.AddSecurityHeaderPolicies()
        .AddPolicy(Files, FilePolicy())
        .SetPolicySelector(answer => IsNoPage(answer.HttpContext) ? answer.ConfiguredPolicies[Files] : answer.SelectedPolicy);

    public static HeaderPolicyCollection Policy() => new HeaderPolicyCollection()
        .AddContentSecurityPolicy(policy =>
        {
            policy.AddDefaultSrc().None();
            // The nonce is the import map's, which has to stand in the page.
            policy.AddScriptSrc().Self().WithNonce();
            policy.AddStyleSrc().Self();
            policy.AddImgSrc().Self().Data();
            policy.AddConnectSrc().Self();
            policy.AddFontSrc().Self();
            policy.AddFormAction().Self();
            policy.AddBaseUri().Self();
            policy.AddObjectSrc().None();
            policy.AddFrameAncestors().None();
        })
        .AddContentTypeOptionsNoSniff()
        .AddFrameOptionsDeny()
        // Not no-referrer: with that, browsers post forms with "Origin: null".
        .AddReferrerPolicySameOrigin()
        .AddCrossOriginOpenerPolicy(policy => policy.SameOrigin())
        .AddCrossOriginResourcePolicy(policy => policy.SameOrigin())
        .AddPermissionsPolicy(policy =>
        {
            // What a hostile script could ask for in the app's name. The package's own list names a feature that Chromium complains about.
            policy.AddCamera().None();
            policy.AddMicrophone().None();
            policy.AddGeolocation().None();
            policy.AddDisplayCapture().None();
            policy.AddPayment().None();
            policy.AddUsb().None();
            policy.AddMidi().None();
            policy.AddAccelerometer().None();
            policy.AddGyroscope().None();
            policy.AddMagnetometer().None();
            policy.AddScreenWakeLock().None();
        })
        .RemoveServerHeader();

    // The circuit's web socket is no page either.
    private static bool IsNoPage(HttpContext context) =>
        context.Response.ContentType is "text/css" or "text/javascript" || context.Request.Path.StartsWithSegments(HubGate.Hub);

    // What a page may do is not asked of a file that it loads; opened by itself, the file may do nothing. A first visit brings four of them
    // and a web socket, and headers are not compressed: all those of a page would be 2 KB of it.
    private static HeaderPolicyCollection FilePolicy() => new HeaderPolicyCollection()
        .AddContentSecurityPolicy(policy =>
        {
            policy.AddDefaultSrc().None();
            policy.AddFrameAncestors().None();
        })
        .AddContentTypeOptionsNoSniff()
        .AddFrameOptionsDeny()
        .AddCrossOriginResourcePolicy(policy => policy.SameOrigin())
        .RemoveServerHeader();
}
