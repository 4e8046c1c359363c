using System.Net;
using BlazorJwt.Tests.AuthorizationServer.ServiceAccounts;
using BlazorJwt.Tests.Support;
using BlazorJwt.Tokens.Validation;

namespace BlazorJwt.Tests.AuthorizationServer.TokenEndpoint;

/// <summary>
/// Client authentication where it is not required: if it is there it must be right, for the password and refresh grants (RFC 6749 sections
/// 4.3.2 and 6) as for revocation, and all three read it alike.
/// </summary>
[Trait("needs", "server")]
public sealed class ClientAuthenticationTests(AppFixture app)
{
    private readonly MachineWorld _world = new(app);

    public static TheoryData<string, string?, (string Name, string Value)[]> Wrong => new()
    {
        { "an unknown client in the header", MachineWorld.Basic("nobody", "wrong"), [] },
        { "an unknown client with an empty secret", MachineWorld.Basic("nobody", ""), [] },
        { "a public client with a secret", MachineWorld.Basic("blazorjwt-scripts", "wrong"), [] },
        { "a service account with an empty secret", MachineWorld.Basic("svc-0000000000000000", ""), [] },
        { "a header that can't be read", "Basic %%%", [] },
        { "a header of another scheme", "Bearer a.b.c", [] },
        { "a secret in the form", null, [("client_secret", "wrong")] },
        { "a secret of a public client in the form", null, [("client_id", "blazorjwt-scripts"), ("client_secret", "wrong")] },
        { "an assertion", null, [("client_assertion_type", MachineWorld.AssertionType), ("client_assertion", "no.assertion.here")] },
        { "a service account that proves nothing", null, [("client_id", "svc-0000000000000000")] },
    };

    [Theory]
    [MemberData(nameof(Wrong), DisableDiscoveryEnumeration = true)]
    public async Task What_is_wrong_is_refused_at_each_endpoint_and_uses_nothing_up(string what, string? header,
        (string Name, string Value)[] fields)
    {
        var tokens = await app.TokensAsync();
        var status = header is null ? HttpStatusCode.BadRequest : HttpStatusCode.Unauthorized;

        foreach (var (path, asked) in Requests(tokens.Refresh))
        {
            using var answer = await SendAsync(path, header, [.. asked, .. fields]);
            Assert.True(status == answer.StatusCode, $"{(int)answer.StatusCode} for {what} at {path}");
            await answer.AssertErrorAsync("invalid_client", status);
            Assert.Equal(header is null ? "" : "Basic realm=\"token endpoint\"", answer.Headers.WwwAuthenticate.ToString());
        }

        await (await app.RefreshAsync(tokens.Refresh)).TokensAsync();
    }

    [Fact]
    public async Task Two_methods_or_two_names_in_one_request_are_refused()
    {
        var tokens = await app.TokensAsync();
        var basic = MachineWorld.Basic("blazorjwt-scripts", "");

        foreach (var (path, asked) in Requests(tokens.Refresh))
        {
            using var methods = await SendAsync(path, basic, [.. asked, ("client_secret", "wrong")]);
            using var forms = await SendAsync(path, null,
                [.. asked, ("client_secret", "wrong"), ("client_assertion_type", MachineWorld.AssertionType),
                    ("client_assertion", "a.b.c")]);
            using var names = await SendAsync(path, basic, [.. asked, ("client_id", "blazorjwt-spa")]);

            foreach (var answer in (HttpResponseMessage[])[methods, forms, names]) await answer.AssertErrorAsync("invalid_request");
        }
    }

    [Fact]
    public async Task A_public_client_may_send_the_header_with_an_empty_secret_at_each_endpoint()
    {
        var basic = MachineWorld.Basic("blazorjwt-spa", "");
        using var signIn = await SendAsync("/token", basic,
            [("grant_type", "password"), ("username", "alice"), ("password", app.DemoPassword("alice"))]);
        var first = await signIn.TokensAsync();
        Assert.Equal("blazorjwt-spa", (await app.CheckAsync(first.Access)).Token!.GetPayloadValue<string>("client_id"));

        using var refreshed = await SendAsync("/token", basic, [("grant_type", "refresh_token"), ("refresh_token", first.Refresh)]);
        var second = await refreshed.TokensAsync();
        using var foreign = await SendAsync("/revoke", MachineWorld.Basic("blazorjwt-scripts", ""), [("token", second.Refresh)]);
        using var revoked = await SendAsync("/revoke", basic, [("token", second.Refresh)]);

        await foreign.AssertErrorAsync("invalid_grant");
        Assert.Equal(HttpStatusCode.OK, revoked.StatusCode);
        Assert.False(await app.IsGoodAsync(second.Access));
    }

    [Fact]
    public async Task A_service_account_that_proves_itself_signs_nobody_in_and_refreshes_nothing()
    {
        var given = await _world.RegisterAsync();
        var tokens = await app.TokensAsync();

        foreach (var (path, asked) in Requests(tokens.Refresh).Where(request => request.Path is "/token"))
        {
            using var answer = await SendAsync(path, MachineWorld.Basic(given.Account.ClientId, given.Secret!), asked);
            await answer.AssertErrorAsync("unauthorized_client");
        }
    }

    private (string Path, (string Name, string Value)[] Fields)[] Requests(string refreshToken) =>
    [
        ("/token", [("grant_type", "password"), ("username", "alice"), ("password", app.DemoPassword("alice"))]),
        ("/token", [("grant_type", "refresh_token"), ("refresh_token", refreshToken)]),
        ("/revoke", [("token", refreshToken)]),
    ];

    private async Task<HttpResponseMessage> SendAsync(string path, string? authorization, (string Name, string Value)[] fields)
    {
        using var client = app.CreateClient();
        if (authorization is not null) client.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", authorization);
        return await client.PostFieldsAsync(path, fields);
    }
}
