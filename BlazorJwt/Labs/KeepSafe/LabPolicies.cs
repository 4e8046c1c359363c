using BlazorJwt.Hosting;
using NetEscapades.AspNetCore.SecurityHeaders.Infrastructure;

namespace BlazorJwt.Labs.KeepSafe;

/// <summary>The policies of the documents that need another one than the app's. Each differs from it in what its lab is about, and in nothing else.</summary>
internal static class LabPolicies
{
    /// <summary>The other site's: no script at all. It may post forms anywhere, as an attacker's page would let itself.</summary>
    public const string EvilSite = "evil-site";

    /// <summary>
    /// The guestbook with the hole: inline scripts run, on purpose. The policy allows them no connection, no form, no frame, no other tab, and no
    /// image but those in the address itself. What it does not stop is named below. <see cref="Guestbook.EntryScripts"/> narrows which scripts.
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
        // As browsers do by default. With the app's own policy, Origin would come as null.
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
        // What a content security policy does not stop, Chromium stops by this one (WICG Connection Allowlists): the name lookup and the connection
        // before a frame is refused, and WebRTC, in every frame and shadow tree. For other browsers the page's own script does what it can.
        .AddCustomHeader("Connection-Allowlist", "()")
        // Names are looked up ahead for links, too.
        .AddCustomHeader("X-DNS-Prefetch-Control", "off");
}
