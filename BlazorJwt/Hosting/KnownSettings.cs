using System.Collections;
using System.ComponentModel;
using System.Reflection;
using Microsoft.Extensions.Configuration.CommandLine;
using Microsoft.Extensions.Configuration.Json;
using Microsoft.Extensions.Options;

namespace BlazorJwt.Hosting;

/// <summary>A section of the settings, and the type whose properties are the names that may be in it.</summary>
internal sealed record SettingsSection(string Name, Type Options);

/// <summary>
/// Finds settings that nothing reads. The framework's binder passes over a name that it doesn't know: a misspelt bound would not hold,
/// a check that was asked for would not be made, and nobody would notice. With <see cref="BinderOptions.ErrorOnUnknownConfiguration"/> it
/// throws, and names the type; these sentences name the setting.
/// </summary>
internal static class KnownSettings
{
    // What the framework reads.
    private static readonly string[] Framework = ["Authentication", "Kestrel", "Logging"];

    /// <summary>Reads a section into a type. A name that the type doesn't have, and a value that fails a check, stop the start.</summary>
    public static OptionsBuilder<T> AddSettings<T>(this IServiceCollection services, string section)
        where T : class
    {
        services.AddSingleton(new SettingsSection(section, typeof(T)));
        return services.AddOptions<T>().BindConfiguration(section).ValidateOnStart();
    }

    /// <summary>What nothing reads, a sentence for each.</summary>
    /// <param name="sections">The sections that are read. One may be inside another.</param>
    public static IEnumerable<string> Problems(IConfigurationRoot settings, IReadOnlyCollection<SettingsSection> sections) =>
        UnknownSections(settings, sections).Concat(sections.SelectMany(section => HasPlainValue(settings, section.Name)
            ? [NotOneValue(section.Name, section.Options)]
            : Inside(settings.GetSection(section.Name), section.Options, sections)));

    /// <summary>What of a section nothing reads, a sentence for each.</summary>
    /// <param name="type">What it is read into.</param>
    /// <param name="others">Sections that are read for themselves.</param>
    public static IEnumerable<string> Problems(IConfigurationSection section, Type type,
        IReadOnlyCollection<SettingsSection>? others = null)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        var isValue = section.Value is { Length: > 0 };
        // Any name may be in a dictionary.
        if (typeof(IDictionary).IsAssignableFrom(type))
            return isValue ? [$"{section.Path} must be a section of names with values, not one value."] : [];
        if (TypeDescriptor.GetConverter(type) is var converter && converter.CanConvertFrom(typeof(string)))
        {
            if (section.GetChildren().Select(child => child.Path).ToArray() is { Length: > 0 } inside)
                return [$"{section.Path} is one value. Take out what is inside it: {string.Join(", ", inside)}."];
            return !isValue || CanRead(converter, section.Value!) ? [] : [$"{section.Path} can't be read: it must be {Kind(type)}."];
        }

        return isValue ? [NotOneValue(section.Path, type)] : Inside(section, type, others);
    }

    private static string NotOneValue(string path, Type type) =>
        $"{path} must be {(ItemOf(type) is null ? "a section" : $"a list: {path}:0 is its first entry")}, not one value.";

    // A variable of the environment may be called HOSTING and belong to another program. Tokens__Refresh can only be meant for this app.
    private static bool HasPlainValue(IConfigurationRoot settings, string name) =>
        (name.Contains(':') ? settings.Providers : WrittenForThisApp(settings))
            .Any(provider => provider.TryGet(name, out var value) && value is { Length: > 0 });

    private static IEnumerable<string> Inside(IConfigurationSection section, Type type, IReadOnlyCollection<SettingsSection>? others) =>
        section.GetChildren().SelectMany(child => ItemOf(type) is { } item ? Problems(child, item, others) : Named(child, type, others));

    private static IEnumerable<string> Named(IConfigurationSection section, Type type, IReadOnlyCollection<SettingsSection>? others)
    {
        if (others?.Any(other => other.Name.Equals(section.Path, StringComparison.OrdinalIgnoreCase)) is true) return [];
        var properties = type.GetProperties(BindingFlags.Public | BindingFlags.Instance);
        return properties.FirstOrDefault(property => property.Name.Equals(section.Key, StringComparison.OrdinalIgnoreCase)) is { } known
            ? Problems(section, known.PropertyType, others)
            : [$"{section.Path} is not known, and nothing reads it. Correct the name, or take it out. "
                + $"Known there: {string.Join(", ", properties.Select(property => property.Name))}."];
    }

    // The environment has variables of other programs as well.
    private static IEnumerable<IConfigurationProvider> WrittenForThisApp(IConfigurationRoot settings) =>
        settings.Providers.Where(provider => provider is JsonConfigurationProvider or CommandLineConfigurationProvider);

    private static IEnumerable<string> UnknownSections(IConfigurationRoot settings, IReadOnlyCollection<SettingsSection> sections)
    {
        string[] known = [.. sections.Select(section => section.Name.Split(':')[0]).Distinct(StringComparer.OrdinalIgnoreCase)];
        return WrittenForThisApp(settings)
            .SelectMany(provider => provider.GetChildKeys([], null).Where(name => provider.GetChildKeys([], name).Any()))
            .Distinct(StringComparer.OrdinalIgnoreCase).Except([.. known, .. Framework], StringComparer.OrdinalIgnoreCase)
            .Select(name => $"{name} is no section that this app knows, and nothing reads it. Correct the name, or take it out. "
                + $"Known are: {string.Join(", ", known.Order(StringComparer.Ordinal))}; and of ASP.NET: {string.Join(", ", Framework)}.");
    }

    private static Type? ItemOf(Type type) =>
        type.IsArray ? type.GetElementType()
        : type.IsGenericType && typeof(IEnumerable).IsAssignableFrom(type) ? type.GetGenericArguments()[0]
        : null;

    // As the binder reads it. The value is not quoted: it may be a secret.
    private static bool CanRead(TypeConverter converter, string value)
    {
        try
        {
            converter.ConvertFromInvariantString(value);
            return true;
        }
        catch (Exception reason) when ((reason.InnerException ?? reason) is FormatException or ArgumentException or OverflowException
            or NotSupportedException)
        {
            return false;
        }
    }

    private static string Kind(Type type) =>
        type == typeof(bool) ? "true or false"
        : type == typeof(int) ? "a whole number"
        : type == typeof(TimeSpan) ? "a time such as 00:05:00"
        : $"a {type.Name}";
}
