using Microsoft.Extensions.Options;

namespace BlazorJwt.Hosting;

/// <summary>Says in sentences what is wrong with the settings, where the framework would print a stack trace around them.</summary>
internal static class SettingsProblem
{
    /// <summary>Checks every setting, and looks for settings that nothing reads, before anything else starts.</summary>
    /// <exception cref="OptionsValidationException">Something is wrong, said in sentences.</exception>
    public static void CheckSettings(this WebApplication app)
    {
        List<string> problems =
            [.. KnownSettings.Problems((IConfigurationRoot)app.Configuration, [.. app.Services.GetServices<SettingsSection>()])];
        try
        {
            app.Services.GetRequiredService<IStartupValidator>().Validate();
        }
        catch (Exception reason) when (Sentences(reason) is { Length: > 0 } sentences)
        {
            // The binder stops at the first value that it can't read, and quotes it. What is wrong with that one has been said.
            if (problems.Count == 0 || reason is not InvalidOperationException) problems.AddRange(sentences);
        }

        if (problems.Count > 0) throw new OptionsValidationException(Options.DefaultName, typeof(SettingsProblem),
            problems.Distinct(StringComparer.Ordinal));
    }

    /// <summary>Writes what is wrong with the settings. False for any other problem, of which nothing is written.</summary>
    public static bool Explain(Exception problem, TextWriter output)
    {
        if (Sentences(problem) is not { Length: > 0 } sentences) return false;
        output.WriteLine("BlazorJwt did not start. Its settings (appsettings.json, environment, command line) need a change:");
        foreach (var sentence in sentences) output.WriteLine($"- {sentence}");
        return true;
    }

    private static string[] Sentences(Exception problem) => problem switch
    {
        OptionsValidationException invalid => [.. invalid.Failures],
        AggregateException several when several.InnerExceptions.All(inner => Sentences(inner).Length > 0) =>
            [.. several.InnerExceptions.SelectMany(Sentences)],
        // A word where a time or a number belongs: the binder's message names the setting.
        InvalidOperationException { InnerException: FormatException or ArgumentException } binder => [binder.Message],
        // A file that is not JSON: the inner message says where it goes wrong.
        InvalidDataException { InnerException: FormatException { InnerException: { } where } } file => [$"{file.Message} {where.Message}"],
        _ => [],
    };
}
