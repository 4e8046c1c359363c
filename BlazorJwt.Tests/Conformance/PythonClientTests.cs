using BlazorJwt.Tests.Support;

namespace BlazorJwt.Tests.Conformance;

/// <summary>Our authorization server and its tokens, used by packages for Python that other people wrote: Authlib and PyJWT.</summary>
[Trait("needs", "python"), Trait("needs", "server")]
public sealed class PythonClientTests
{
    [Fact]
    public async Task Authlib_uses_all_that_the_server_offers_and_PyJWT_verifies_its_tokens()
    {
        await using var world = await OtherClients.StartAsync();

        var output = await PythonScript.RunAsync("BlazorJwt.Tests/Conformance/Python", "authlib_client.py", world.ToJson(),
            TestContext.Current.CancellationToken);

        Assert.Equal(
            [
                .. OtherClients.Steps,
                "jwt-bearer for a minute: 200",
                "jwt-bearer for an hour: exp is too far away: this server takes at most 300 seconds, from iat or, without iat, from now.",
                "PyJWT: true",
                "PyJWT, a changed token: InvalidSignatureError",
            ],
            OtherClients.Lines(output));
    }
}
