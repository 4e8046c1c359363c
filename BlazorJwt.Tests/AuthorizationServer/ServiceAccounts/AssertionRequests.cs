using BlazorJwt.Tests.AuthorizationServer.SignIn;

namespace BlazorJwt.Tests.AuthorizationServer.ServiceAccounts;

/// <summary>Sends assertions, as grant and as client authentication, and says what is answered to one that is refused.</summary>
internal static class AssertionRequests
{
    public static string BadGrant(string told) => Refused("invalid_grant", told);

    public static string BadClient(string told) => Refused("invalid_client", told);

    // RFC 6749 section 5.2: an error_description is printable ASCII without the quotation mark and the backslash.
    private static string Refused(string error, string told)
    {
        Assert.DoesNotContain(told, letter => letter is < ' ' or > '~' or '"' or '\\');
        return "400 application/json; charset=utf-8 no-store " + $"{{\"error\":\"{error}\",\"error_description\":\"{told}\"}}";
    }

    public static async Task<string> GrantAsync(string assertion, MachineWorld world, params (string, string)[] more)
    {
        using var answer = await world.TokenAsync(null, [("grant_type", MachineWorld.Grant), ("assertion", assertion), .. more]);
        return await ReadAsync(answer);
    }

    public static async Task<string> ProofAsync(string assertion, MachineWorld world, params (string, string)[] more)
    {
        using var answer = await world.TokenAsync(null,
            [("grant_type", "client_credentials"), ("client_assertion_type", MachineWorld.AssertionType),
                ("client_assertion", assertion), .. more]);
        return await ReadAsync(answer);
    }

    // All of an answer that a stranger could learn something from, but for the date.
    public static async Task<string> ReadAsync(HttpResponseMessage answer)
    {
        var body = await answer.Content.ReadAsStringAsync(SignInForms.Cancellation);
        return $"{(int)answer.StatusCode} {answer.Content.Headers.ContentType} {answer.Headers.CacheControl} {body}";
    }
}
