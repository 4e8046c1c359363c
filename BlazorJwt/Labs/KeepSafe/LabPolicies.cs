using BlazorJwt.Hosting;
using NetEscapades.AspNetCore.SecurityHeaders.Infrastructure;

namespace BlazorJwt.Labs.KeepSafe;

/// <summary>The security headers of the documents that need others than the app's. Each differs only in what its lab is about.</summary>
internal static class LabPolicies
{
    /// <summary>The other site's: no script at all. It may post forms anywhere, as an attacker's page would allow itself.</summary>
    public const string EvilSite = "evil-site";

    /// <summary>
    /// The guestbook with the hole: inline scripts run, on purpose. The policy allows them no connection, no form, no frame, no other tab,
    /// and only images within the address itself. What it does not stop is named below. <see cref="Guestbook.EntryScripts"/> narrows which
    /// run.
    /// </summary>
    public const string Hole = "guestbook-hole";

    public static void Add(IServiceCollection services) => services.AddSecurityHeaderPolicies()
        .AddPolicy(EvilSite, EvilSiteHeaders())
        .AddPolicy(Hole, HoleHeaders());

    private static HeaderPolicyCollection EvilSiteHeaders() => SecurityHeaders.Policy()
        .AddContentSecurityPolicy(policy =>
        {
            policy.AddDefaultSrc().None();
            policy.AddStyleSrc().Self();
            policy.AddImgSrc().Data();
            policy.AddBaseUri().None();
            policy.AddFrameAncestors().None();
        })
        // The default of browsers. With the app's own policy, Origin would be null.
        .AddReferrerPolicyStrictOriginWhenCrossOrigin();

    private static HeaderPolicyCollection HoleHeaders() => SecurityHeaders.Policy()
        .AddContentSecurityPolicy(policy =>
        {
            policy.AddDefaultSrc().None();
            policy.AddScriptSrc().UnsafeInline();
            policy.AddStyleSrc().WithNonce();
            policy.AddImgSrc().Data();
            policy.AddConnectSrc().None();
            policy.AddFormAction().None();
            policy.AddBaseUri().None();
            policy.AddFrameAncestors().None();
            policy.AddSandbox().AllowScripts().AllowSameOrigin();
        })
        .AddReferrerPolicyNoReferrer()
        // A browser opens no sandboxed document that asks for a group of its own (HTML, cross-origin opener policies).
        .AddCrossOriginOpenerPolicy(policy => policy.UnsafeNone())
        // Chromium stops by this header what a content security policy does not stop (WICG Connection Allowlists): the name lookup and the
        // connection before a frame is refused, and WebRTC, in every frame and shadow tree. In other browsers the page's script does what
        // it can.
        .AddCustomHeader("Connection-Allowlist", "()")
        // Browsers look up the names in links ahead, too.
        .AddCustomHeader("X-DNS-Prefetch-Control", "off");
}
