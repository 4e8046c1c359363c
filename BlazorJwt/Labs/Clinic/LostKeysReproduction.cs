using System.Xml.Linq;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Components.Server.ProtectedBrowserStorage;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.JSInterop;

namespace BlazorJwt.Labs.Clinic;

/// <summary>Two processes with Data Protection keys of their own: the second reads what the first one protected.</summary>
internal static class LostKeysReproduction
{
    /// <summary>A form is rendered before a redeploy, and posted after it.</summary>
    public static Task<Reproduced> PostAsync() => Reproduced.RunAsync(async () =>
    {
        await using var before = Process();
        await using var after = Process();
        var tokens = before.GetRequiredService<IAntiforgery>().GetTokens(new DefaultHttpContext { RequestServices = before });
        var post = new DefaultHttpContext { RequestServices = after };
        post.Request.Method = HttpMethods.Post;
        post.Request.Headers[tokens.HeaderName!] = tokens.RequestToken;
        post.Request.Headers.Cookie = $"antiforgery={tokens.CookieToken}";
        await after.GetRequiredService<IAntiforgery>().ValidateRequestAsync(post);
        return "Accepted.";
    });

    /// <summary>A text is protected, every key is revoked, and the text is read.</summary>
    public static Task<Reproduced> RevokeAsync() => Reproduced.RunAsync(async () =>
    {
        var keys = new KeepsKeys();
        await using var before = Process(keys);
        await using var after = Process(keys);
        var text = before.GetRequiredService<IDataProtectionProvider>().CreateProtector("trial").Protect("theme");
        before.GetRequiredService<IKeyManager>().RevokeAllKeys(TimeProvider.System.GetUtcNow().AddSeconds(1), "Trial.");
        return after.GetRequiredService<IDataProtectionProvider>().CreateProtector("trial").Unprotect(text);
    });

    /// <summary>A value is written to ProtectedLocalStorage before a redeploy, and read after it.</summary>
    public static Task<Reproduced> ReadStorageAsync() => Reproduced.RunAsync(
        async () =>
        {
            await using var before = Process();
            await using var after = Process();
            var browser = new KeepsValues();
            await new ProtectedLocalStorage(browser, before.GetRequiredService<IDataProtectionProvider>()).SetAsync("theme", "dark");
            await new ProtectedLocalStorage(browser, after.GetRequiredService<IDataProtectionProvider>()).GetAsync<string>("theme");
            return "Read.";
        },
        frames: true);

    private static ServiceProvider Process(IXmlRepository? keys = null)
    {
        var services = new ServiceCollection().AddLogging();
        services.AddDataProtection().SetApplicationName("trial");
        services.Configure<KeyManagementOptions>(options => options.XmlRepository = keys ?? new KeepsKeys());
        services.AddAntiforgery(options => options.Cookie.Name = "antiforgery");
        return services.BuildServiceProvider();
    }

    // Keys of this process, which end with it: in a container they do, unless they are persisted.
    private sealed class KeepsKeys : IXmlRepository
    {
        private readonly List<XElement> _keys = [];

        public IReadOnlyCollection<XElement> GetAllElements() => [.. _keys];

        public void StoreElement(XElement element, string friendlyName) => _keys.Add(element);
    }

    // The browser of this trial: localStorage and nothing else.
    private sealed class KeepsValues : IJSRuntime
    {
        private string? _value;

        public ValueTask<T> InvokeAsync<T>(string identifier, object?[]? args)
        {
            if (args is [_, string value]) _value = value;
            return _value is T kept && args is [_] ? ValueTask.FromResult(kept) : default;
        }

        public ValueTask<T> InvokeAsync<T>(string identifier, CancellationToken cancellationToken, object?[]? args) =>
            InvokeAsync<T>(identifier, args);
    }
}
