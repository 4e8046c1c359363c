using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using BlazorJwt.Components;
using BlazorJwt.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.JSInterop;

namespace BlazorJwt.Tests.Components;

public sealed class ScriptArgumentsTests(AppFixture app)
{
    private static readonly object?[] Kinds =
    [
        null, true, 5, -1.5, 12345678901234L, 'x', "", "a \"text\" of <several> kinds: é, ☾ and \u0001", DayOfWeek.Friday, Guid.Empty, new DateTime(2026, 3, 1, 9, 15, 0, DateTimeKind.Utc),
        new byte[] { 1, 2, 3 }, new[] { "one", "two" }, new List<int> { 1, 2 }, Enumerable.Range(1, 3).Select(number => number * 2), new object?[] { 1, null, new object[] { "nested" } },
        new Dictionary<string, int>(), new Dictionary<string, int> { ["one"] = 1 }, new { Name = "Ada", Parts = new[] { 1, 2 } }, JsonDocument.Parse("""{"sub":"ada"}""").RootElement,
    ];

    public static TheoryData<object?> Each => new(Kinds);

    [Theory]
    [MemberData(nameof(Each), DisableDiscoveryEnumeration = true)]
    public void An_argument_is_written_as_the_serializer_itself_would_write_it(object? argument)
    {
        object?[] arguments = [argument, "and another"];

        Assert.Equal(JsonSerializer.Serialize(arguments, Own()), JsonSerializer.Serialize(arguments, Lean()));
    }

    [Fact]
    public void The_interfaces_of_an_argument_are_not_learned()
    {
        List<Type> learned = [];
        var options = Lean();
        options.TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { type => learned.Add(type.Type) } };

        _ = JsonSerializer.Serialize<object?[]>([5, "text", new Dictionary<string, List<string>>()], options);

        Assert.Equal([typeof(object[]), typeof(int), typeof(string)], learned);
    }

    [Fact]
    public async Task Every_circuit_writes_its_arguments_so()
    {
        await using var scope = app.Services.CreateAsyncScope();

        var script = Assert.IsType<JSRuntime>(scope.ServiceProvider.GetRequiredService<IJSRuntime>(), exactMatch: false);

        var options = typeof(JSRuntime).GetProperty("JsonSerializerOptions", BindingFlags.Instance | BindingFlags.NonPublic)!.GetValue(script);
        Assert.Contains(Assert.IsType<JsonSerializerOptions>(options).Converters, converter => converter is ScriptArguments);
    }

    // As the framework makes them for a circuit.
    private static JsonSerializerOptions Own() => new() { MaxDepth = 32, PropertyNamingPolicy = JsonNamingPolicy.CamelCase, PropertyNameCaseInsensitive = true };

    private static JsonSerializerOptions Lean()
    {
        var options = Own();
        options.Converters.Add(new ScriptArguments());
        return options;
    }
}
