using BlazorJwt.Labs.Issuers;

namespace BlazorJwt.Components.Lessons.OthersTokens;

internal static class SimulatedTokenShapeTexts
{
    public static string Words(this SimulatedTokenShape sample) => sample switch
    {
        SimulatedTokenShape.Access => "An access token",
        SimulatedTokenShape.IdToken => "An ID token, sent as access token",
        SimulatedTokenShape.OtherAudience => "An access token for another API",
        SimulatedTokenShape.OtherTenant => "An access token of another tenant",
        SimulatedTokenShape.UnknownKey => "One under a key that is not published",
        _ => "One with a bit of its signature flipped",
    };
}
