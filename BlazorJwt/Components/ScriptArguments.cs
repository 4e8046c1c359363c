using System.Collections;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.JSInterop;

namespace BlazorJwt.Components;

/// <summary>
/// Writes the arguments of a call of a script, each as what it is: the same JSON as without it. The serializer's own way looks whether one of them belongs to a
/// polymorphic family, and for that learns every interface of every argument's type, anew in each circuit, because each has serializer options of its own. That
/// was a fifth of what an idle circuit costs (docs/performance.md).
/// </summary>
internal sealed class ScriptArguments : JsonConverter<object?[]>
{
    public override object?[] Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new NotSupportedException("A script answers with a value of a known type.");

    public override void Write(Utf8JsonWriter writer, object?[] value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        foreach (var argument in value)
        {
            switch (argument)
            {
                case null:
                    writer.WriteNullValue();
                    break;
                // The framework's own first call brings two of these, to tell of components that scripts may add: here are none.
                case IDictionary { Count: 0 }:
                    writer.WriteStartObject();
                    writer.WriteEndObject();
                    break;
                default:
                    JsonSerializer.Serialize(writer, argument, argument.GetType(), options);
                    break;
            }
        }

        writer.WriteEndArray();
    }

    /// <summary>Lets the circuits' way to scripts use it.</summary>
    public static void Use(IServiceCollection services)
    {
        // The type is the framework's own and not public; it stays as it is but for this converter.
        var way = services.Last(service => service.ServiceType == typeof(IJSRuntime));
        services.Remove(way);
        services.AddScoped(scope =>
        {
            var script = (IJSRuntime)ActivatorUtilities.CreateInstance(scope, way.ImplementationType!);
            if (script is JSRuntime circuit) Options(circuit).Converters.Add(new ScriptArguments());
            return script;
        });
    }

    // Documented for those who derive from it.
    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "get_JsonSerializerOptions")]
    private static extern JsonSerializerOptions Options(JSRuntime script);
}
