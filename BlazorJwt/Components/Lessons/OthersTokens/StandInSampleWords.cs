using BlazorJwt.Labs.Issuers;

namespace BlazorJwt.Components.Lessons.OthersTokens;

/// <summary>The words for the samples.</summary>
public static class StandInSampleWords
{
    /// <summary>As the page says it.</summary>
    public static string Words(this StandInSample sample) => sample switch
    {
        StandInSample.Access => "An access token",
        StandInSample.IdToken => "An ID token, sent as access token",
        StandInSample.OtherAudience => "An access token for another API",
        StandInSample.OtherTenant => "An access token of another tenant",
        StandInSample.UnknownKey => "One under a key that is not published",
        _ => "One with a bit of its signature flipped",
    };
}
