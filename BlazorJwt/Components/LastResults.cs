using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using BlazorJwt.Accounts.Machines;
using BlazorJwt.Components.Teaching;
using BlazorJwt.Hosting;
using BlazorJwt.Wire;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Options;

namespace BlazorJwt.Components;

/// <summary>
/// The last results of the experiments on a page, for the server that the page moves to when this one stops (docs/decisions/0014). One for each
/// circuit, and it keeps nothing by itself: a component says how its result is read, and is asked when the time has come.
/// <para>
/// No token that works, and no secret, leaves this way, whatever a component hands in: signatures are cut off and secrets masked in the very text that goes.
/// </para>
/// </summary>
public sealed class LastResults(IHostApplicationLifetime lifetime, IDataProtectionProvider protection, IOptions<HostingOptions> bounds)
{
    // One that is longer before it is packed is left out.
    private const int LongestResult = 512 * 1024;

    private const string Purpose = "BlazorJwt.Components.LastResults";

    // Another version may have written them: what lacks something, or names what is not known here, is not read.
    private static readonly JsonSerializerOptions Json = new()
    {
        Converters = { new KeptVerdict(), new JsonStringEnumConverter() },
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    private Dictionary<string, Func<object?>>? _kept;
    private Dictionary<string, JsonElement>? _came;

    // What goes to the page comes back in one message, written in base64 three times over on its way.
    private int Most => bounds.Value.MaxHubMessageBytes / 4;

    /// <summary>Carries the result of a component along: gives it the one that came from a server that was stopped, and asks for it when this server stops.</summary>
    /// <param name="key">What it is called, on its page.</param>
    /// <param name="read">The result, of a type that JSON can write and read; null when there is none.</param>
    /// <param name="putBack">Takes in the one that came. Not called when none did.</param>
    /// <returns>Disposed with the component, which is not asked any more then.</returns>
    public IDisposable Carry<T>(string key, Func<T?> read, Action<T> putBack)
        where T : class
    {
        if (Take<T>(key) is { } came) putBack(came);
        (_kept ??= new(StringComparer.Ordinal))[key] = read;
        return new Kept(this, key, read);
    }

    private T? Take<T>(string key)
        where T : class
    {
        if (_came is null || !_came.Remove(key, out var json)) return null;
        try
        {
            return json.Deserialize<T>(Json);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Everything that components keep; null when there is nothing, or when the server does not stop: then the page comes back to where it was.</summary>
    internal byte[]? Pack()
    {
        if (_kept is null || !lifetime.ApplicationStopping.IsCancellationRequested) return null;
        var results = new List<(string Key, string Text)>();
        foreach (var (key, read) in _kept)
        {
            if (Written(read) is { Length: <= LongestResult } text) results.Add((key, text));
        }

        // Too much of it: the largest goes first, and the others need not.
        foreach (var (key, _) in results.OrderByDescending(result => result.Text.Length).ToArray())
        {
            var packed = Compressed($"{{{string.Join(',', results.Select(result => $"{JsonSerializer.Serialize(result.Key)}:{result.Text}"))}}}");
            if (packed.Length <= Most) return protection.CreateProtector(Purpose).Protect(packed);
            results.RemoveAll(result => result.Key == key);
        }

        return null;
    }

    /// <summary>Takes in what another server packed. What can't be read is no loss: the page starts without.</summary>
    internal void Unpack(byte[]? packed)
    {
        if (packed is null) return;
        try
        {
            using var stream = new BrotliStream(new MemoryStream(protection.CreateProtector(Purpose).Unprotect(packed)), CompressionMode.Decompress);
            _came = JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(stream, Json);
        }
        catch (Exception reason) when (reason is CryptographicException or JsonException or IOException or InvalidOperationException)
        {
            _came = null;
        }
    }

    /// <summary>Forgets what nobody took: the page that it was for is left.</summary>
    internal void Forget() => _came = null;

    // A result that can't be written must not hold up the page, nor the others.
    private static string? Written(Func<object?> read)
    {
        try
        {
            return read() is { } result ? WithoutSecrets(JsonSerializer.Serialize(result, result.GetType(), Json)) : null;
        }
        catch (Exception reason) when (reason is JsonException or NotSupportedException or InvalidOperationException)
        {
            return null;
        }
    }

    // Tokens and secrets are made of letters that JSON writes as they are.
    private static string WithoutSecrets(string json) => MachineSecret.Masked(WireMask.Tokens(json));

    private static byte[] Compressed(string text)
    {
        using var packed = new MemoryStream();
        using (var brotli = new BrotliStream(packed, CompressionLevel.Fastest)) brotli.Write(Encoding.UTF8.GetBytes(text));
        return packed.ToArray();
    }

    private sealed class Kept(LastResults results, string key, Func<object?> read) : IDisposable
    {
        // Another component may have taken the name over since.
        public void Dispose()
        {
            if (results._kept is { } kept && kept.GetValueOrDefault(key) == read) kept.Remove(key);
        }
    }
}
