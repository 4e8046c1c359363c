using System.Globalization;
using System.Net;
using BlazorJwt.AuthorizationServer;
using BlazorJwt.Tests.Support;
using Microsoft.AspNetCore.DataProtection;

namespace BlazorJwt.Tests.AuthorizationServer.SignIn;

/// <summary>A client that makes up a visitor id for each guess is held as one without: by account and address (NIST SP 800-63B-4 section
/// 3.2.2).</summary>
[Trait("needs", "server")]
public sealed class MadeUpVisitorIdsTests
{
    private const int Most = 9;

    [Fact]
    public async Task Wrong_passwords_with_a_made_up_id_each_are_stopped_by_the_bound_of_the_account_and_the_address()
    {
        await using var app = AppFixture.Start([("Accounts:FailuresInARow", Most.ToString(CultureInfo.InvariantCulture))]);
        using var visitor = app.OpenSession();
        (await visitor.GetAsync("/sign-in")).Dispose();
        var real = visitor.Cookies[VisitorCookie.Name]!;
        var elsewhere = new EphemeralDataProtectionProvider().CreateProtector("BlazorJwt visitor ids");
        string MadeUp(int guess) => (guess % 3) switch
        {
            0 => VisitorCookie.NewId(),
            1 => real[..(60 + guess)] + (real[60 + guess] == 'A' ? 'B' : 'A') + real[(61 + guess)..],
            _ => elsewhere.Protect(VisitorCookie.NewId()),
        };

        for (var guess = 0; guess < Most;
        guess++) Assert.Equal(HttpStatusCode.BadRequest, (await TryAsync(app, MadeUp(guess), "wrong")).Status);
        var (stopped, wait) = await TryAsync(app, MadeUp(Most), app.DemoPassword("alice"));
        var (withoutCookie, _) = await TryAsync(app, null, app.DemoPassword("alice"));
        var (visitorOfThePage, _) = await TryAsync(app, real, app.DemoPassword("alice"));

        Assert.Equal((HttpStatusCode.TooManyRequests, HttpStatusCode.TooManyRequests), (stopped, withoutCookie));
        Assert.True(wait > TimeSpan.FromHours(23));
        Assert.Equal(HttpStatusCode.OK, visitorOfThePage);
    }

    private static async Task<(HttpStatusCode Status, TimeSpan? Wait)> TryAsync(RunningApp app, string? cookie, string password)
    {
        using var client = app.CreateClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/token")
        {
            Content = new FormUrlEncodedContent([new("grant_type", "password"), new("username", "alice"), new("password", password)]),
        };
        if (cookie is not null) request.Headers.Add("Cookie", $"{VisitorCookie.Name}={cookie}");
        using var answer = await client.SendAsync(request, SignInForms.Cancellation);
        return (answer.StatusCode, answer.Headers.RetryAfter?.Delta);
    }
}
