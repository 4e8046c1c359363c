using Microsoft.AspNetCore.Builder;

namespace BlazorJwt.Hosting;

/// <summary>The headers of every answer. One strict content security policy for the whole app: no inline script but the import map, no inline style.</summary>
internal static class SecurityHeaders
{
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
}
