using System.Text.Json;
using Microsoft.JSInterop;
using Microsoft.JSInterop.Infrastructure;
using Microsoft.Playwright;

namespace BlazorJwt.Tests.Support;

/// <summary>JavaScript interop with a page of a real browser, without a circuit between: what a place of the app calls runs in that
/// page.</summary>
internal sealed class PageJs(IPage page) : IJSRuntime
{
    public async ValueTask<TValue> InvokeAsync<TValue>(string identifier, object?[]? args) => identifier == "import"
        ? (TValue)(object)new Module(page, (string)args![0]!)
        : await EvaluateAsync<TValue>(page, "([name, ...args]) => { const [object, method] = name.split('.'); return " +
            "window[object][method](...args); }", [identifier, .. args ?? []]);

    public ValueTask<TValue> InvokeAsync<TValue>(string identifier, CancellationToken cancellationToken, object?[]? args) =>
        InvokeAsync<TValue>(identifier, args);

    private static async Task<TValue> EvaluateAsync<TValue>(IPage page, string script, object?[] args)
    {
        try
        {
            // As JSON, and read as Blazor reads it.
            var result = await page.EvaluateAsync(script, args);
            return result is null || typeof(TValue) == typeof(IJSVoidResult)
                ? default! : result.Value.Deserialize<TValue>(JsonSerializerOptions.Web)!;
        }
        catch (PlaywrightException reason)
        {
            throw new JSException(reason.Message, reason);
        }
    }

    private sealed class Module(IPage page, string path) : IJSObjectReference
    {
        public async ValueTask<TValue> InvokeAsync<TValue>(string identifier, object?[]? args) =>
            await EvaluateAsync<TValue>(page, "async ([path, name, ...args]) => (await import(path))[name](...args)",
                [path, identifier, .. args ?? []]);

        public ValueTask<TValue> InvokeAsync<TValue>(string identifier, CancellationToken cancellationToken, object?[]? args) =>
            InvokeAsync<TValue>(identifier, args);

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
