using BlazorJwt.Api.Client;
using BlazorJwt.Api.Orders;
using BlazorJwt.AuthorizationServer;
using BlazorJwt.AuthorizationServer.SignIn;
using BlazorJwt.Labs.KeepSafe;
using BlazorJwt.Tests.Support;
using BlazorJwt.Tokens;
using BlazorJwt.Tokens.Decoding;
using BlazorJwt.Tokens.Validation;
using Microsoft.AspNetCore.Components.Server.ProtectedBrowserStorage;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using SameSiteMode = Microsoft.Net.Http.Headers.SameSiteMode;

namespace BlazorJwt.Tests.Browser;

/// <summary>What every place must do, run against every place, in a real browser.</summary>
public sealed class TokenPlaceTests(AppFixture app, BrowserFixture browser) : BrowserTest(app, browser)
{
    private ValidatedToken _owner = null!;

    [Fact]
    public async Task A_place_has_the_name_of_its_row()
    {
        var places = await OpenPlacesAsync();

        Assert.Equal([.. PlaceNames.All, PlaceNames.ChosenCookie], places.Select(place => place.Name));
    }

    [Fact]
    public async Task What_was_put_is_found_by_its_id_and_a_new_one_takes_its_place()
    {
        foreach (var place in await OpenPlacesAsync())
        {
            Assert.True(await place.FindAsync() is null, place.Name);
            var (first, second) = (Make(place), Make(place));

            await place.PutAsync(first.Text);
            Assert.True(await place.FindAsync() == first.JwtId, place.Name);
            await place.PutAsync(second.Text);
            Assert.True(await place.FindAsync() == second.JwtId, place.Name);
        }
    }

    [Fact]
    public async Task What_was_removed_is_gone_and_removing_nothing_does_nothing()
    {
        foreach (var place in await OpenPlacesAsync())
        {
            await place.RemoveAsync();
            await place.PutAsync(Make(place).Text);

            await place.RemoveAsync();

            Assert.True(await place.FindAsync() is null, place.Name);
            await place.RemoveAsync();
        }
    }

    [Fact]
    public async Task A_place_touches_no_other_place()
    {
        var places = await OpenPlacesAsync();
        var copies = new Dictionary<string, string>();
        foreach (var place in places)
        {
            var copy = Make(place);
            await place.PutAsync(copy.Text);
            copies.Add(place.Name, copy.JwtId);
        }

        foreach (var emptied in places)
        {
            await emptied.RemoveAsync();
            copies.Remove(emptied.Name);
            foreach (var other in places)
                Assert.True(await other.FindAsync() == copies.GetValueOrDefault(other.Name),
                    $"{other.Name}, after {emptied.Name} was emptied");
        }
    }

    [Fact]
    public async Task An_app_can_use_what_is_there_and_nothing_when_nothing_is()
    {
        foreach (var place in await OpenPlacesAsync())
        {
            Assert.True(await place.UseAsync() == 401, place.Name);

            await place.PutAsync(Make(place).Text);

            Assert.True(await place.UseAsync() == 200, place.Name);
        }
    }

    [Fact]
    public async Task Each_cookie_has_its_attributes_and_ends_with_the_copy_in_it()
    {
        var places = await OpenPlacesAsync();
        foreach (var place in places) await place.PutAsync(Make(place).Text);

        var cookies = (await Session.Context.CookiesAsync()).Where(
            cookie => cookie.Name.Contains(TokenCookie.CopyMark, StringComparison.Ordinal)).ToArray();

        Assert.Equal(5, cookies.Length);
        // The driver tells the time as a float, good to some two minutes.
        Assert.All(cookies, cookie => Assert.InRange(cookie.Expires - DateTimeOffset.UtcNow.ToUnixTimeSeconds(), -30, 300));
        Assert.Equal(
            ["BlazorJwt-Copy-Lax True Lax", "BlazorJwt-Copy-None True None", "BlazorJwt-Copy-Readable False Lax",
                "BlazorJwt-Copy-Strict True Strict", "BlazorJwt-Copy-Yours False Lax"],
            cookies.Select(cookie => $"{cookie.Name} {cookie.HttpOnly} {cookie.SameSite}").Order(StringComparer.Ordinal));
    }

    private PageSession Session { get; set; } = null!;

    private IssuedToken Make(ITokenPlace place) => App.Services.GetRequiredService<TokenCopies>().Make(_owner, place.Name);

    private async Task<IReadOnlyList<ITokenPlace>> OpenPlacesAsync()
    {
        Session = await OpenSignedInAsync("alice");
        var cookies = await Session.Context.CookiesAsync();
        string Value(string name) => cookies.Single(cookie => cookie.Name == name).Value;
        _owner = (await App.Services.GetRequiredService<TokenService>().ValidateAsync(Value(VisitorSession.TokenCookieName))).Token!;

        var (services, js) = (App.Services, new PageJs(Session.Page));
        var places = new TokenPlaces(
            new StorageScript(js), services.GetRequiredService<CookieHandover>(),
                new ProtectedLocalStorage(js, services.GetRequiredService<IDataProtectionProvider>()),
            services.GetRequiredService<ServerTokens>(), services.GetRequiredService<TokenCopies>(),
            services.GetRequiredService<OrdersClient>());
        return [.. places.For(ClaimsPrincipalExtensions.SessionOf(App.VisitorIdIn(Value(VisitorCookie.Name)))!),
            places.Chosen(new(CopyCookie.ChosenName, HttpOnly: false, SameSiteMode.Lax))];
    }
}
