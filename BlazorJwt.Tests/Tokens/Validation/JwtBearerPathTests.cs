using System.Net;
using System.Net.Http.Headers;
using System.Text;
using BlazorJwt.AuthorizationServer.SignIn;
using BlazorJwt.Tokens.Decoding;
using BlazorJwt.Tokens.Validation;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.Tokens;

namespace BlazorJwt.Tests.Tokens.Validation;

/// <summary>The same tokens through JwtBearer, as it comes out of the box and with the service as its token handler.</summary>
public sealed class JwtBearerPathTests
{
    private readonly TokenWorld _world = new();

    [Fact]
    public async Task A_good_token_opens_both_doors()
    {
        var token = _world.Token();

        Assert.Equal(HttpStatusCode.OK, await Knock(token, guarded: false));
        Assert.Equal(HttpStatusCode.OK, await Knock(token, guarded: true));
    }

    [Fact]
    public async Task Padding_behind_a_part_is_refused_though_JwtBearer_takes_it()
    {
        var token = _world.Token() + "==";

        Assert.Equal(HttpStatusCode.OK, await Knock(token, guarded: false));
        Assert.Equal(HttpStatusCode.Unauthorized, await Knock(token, guarded: true));
        await _world.AssertRefused(token, TokenCheckKind.Form);
    }

    [Fact]
    public async Task A_token_of_another_type_opens_only_the_unguarded_door()
    {
        var token = Forge.Change(_world.Token(), _world.Key(), header: json => json["typ"] = "logout+jwt");

        Assert.Equal(HttpStatusCode.OK, await Knock(token, guarded: false));
        Assert.Equal(HttpStatusCode.Unauthorized, await Knock(token, guarded: true));
    }

    private async Task<HttpStatusCode> Knock(string token, bool guarded)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseTestServer();
        builder.Services.AddAuthorization();
        builder.Services.AddAuthentication(JwtBearerDefaults.AuthenticationScheme).AddJwtBearer(options =>
        {
            options.TokenValidationParameters = _world.OutOfTheBox(_world.Key());
            if (!guarded) return;
            options.TokenHandlers.Clear();
            options.TokenHandlers.Add(new GuardedTokenHandler(_world.Service));
        });

        await using var app = builder.Build();
        app.MapGet("/", () => "open").RequireAuthorization();
        await app.StartAsync(TestContext.Current.CancellationToken);
        using var client = app.GetTestClient();
        client.DefaultRequestHeaders.Authorization = new("Bearer", token);
        using var answer = await client.GetAsync(new Uri("/", UriKind.Relative), TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }
}
