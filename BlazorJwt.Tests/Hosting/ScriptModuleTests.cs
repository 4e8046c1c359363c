using BlazorJwt.Hosting;
using Bunit;
using Microsoft.JSInterop;

namespace BlazorJwt.Tests.Hosting;

public sealed class ScriptModuleTests : BunitContext
{
    private const string Path = "./clock.js";

    [Fact]
    public async Task It_is_imported_once_with_its_first_call()
    {
        var clock = JSInterop.SetupModule(Path);
        clock.SetupVoid("wind", "up").SetVoidResult();
        clock.Setup<string>("time").SetResult("noon");
        await using var module = new ScriptModule(JSInterop.JSRuntime, Path);
        JSInterop.VerifyNotInvoke("import");

        await module.InvokeVoidAsync("wind", "up");

        Assert.Equal("noon", await module.InvokeAsync<string>("time"));
        Assert.Equal([Path], JSInterop.VerifyInvoke("import").Arguments);
    }

    [Fact]
    public async Task An_import_that_failed_is_tried_again()
    {
        var js = new Flaky();
        await using var module = new ScriptModule(js, Path);
        await Assert.ThrowsAsync<JSException>(module.ImportAsync);

        await module.ImportAsync();

        Assert.Equal(2, js.Imports);
    }

    [Fact]
    public async Task It_is_released_with_its_owner_and_a_browser_that_is_gone_does_no_harm()
    {
        var js = new Flaky { Imports = 1 };
        var module = new ScriptModule(js, Path);
        await module.ImportAsync();

        await module.DisposeAsync();

        Assert.True(js.IsReleased);
    }

    [Fact]
    public async Task One_that_was_never_needed_is_never_imported()
    {
        var js = new Flaky();

        await new ScriptModule(js, Path).DisposeAsync();

        Assert.Equal(0, js.Imports);
    }

    // The first import fails; when the module is released, the browser is gone.
    private sealed class Flaky : IJSRuntime, IJSObjectReference
    {
        public int Imports { get; set; }

        public bool IsReleased { get; private set; }

        public ValueTask<T> InvokeAsync<T>(string identifier, object?[]? args) =>
            ++Imports == 1 ? ValueTask.FromException<T>(new JSException("Failed to fetch")) : ValueTask.FromResult((T)(object)this);

        public ValueTask<T> InvokeAsync<T>(string identifier, CancellationToken cancellationToken, object?[]? args) =>
            InvokeAsync<T>(identifier, args);

        public ValueTask DisposeAsync()
        {
            IsReleased = true;
            throw new JSDisconnectedException("The circuit is gone.");
        }
    }
}
