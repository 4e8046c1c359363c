using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;

namespace BlazorJwt.Hosting;

/// <summary>
/// A form in a charset that .NET does not decode, such as UTF-7, can't be read, and that is no error of the server. The framework's reader
/// throws <see cref="NotSupportedException"/> for it, and <see cref="IOException"/> for a multipart form that ends before its last
/// boundary: nothing that reads a form handles both. <see cref="InvalidDataException"/> is what they handle: antiforgery, the pages, and
/// this app's endpoints.
/// </summary>
internal sealed class DecodableForm(IFormFeature form) : IFormFeature
{
    public bool HasFormContentType => form.HasFormContentType;

    public IFormCollection? Form
    {
        get => form.Form;
        set => form.Form = value;
    }

    /// <summary>Refuses a form whose charset is not decoded, and looks after one of whose parts that is true.</summary>
    public static Task Guard(HttpContext context, RequestDelegate next)
    {
        if (!context.Request.HasFormContentType) return next(context);
        // The endpoints of programs answer by themselves, in the form that their RFCs prescribe.
        if (context.Find<AnswersInJson>() is null && !IsDecoded(context.Request.ContentType))
        {
            const string sentence = "The form was sent in a charset that is not accepted here. Send it in UTF-8.";
            return new PlainPage(StatusCodes.Status415UnsupportedMediaType, "This form can’t be read", sentence).ExecuteAsync(context);
        }

        context.Features.Set<IFormFeature>(new DecodableForm(context.Features.GetRequiredFeature<IFormFeature>()));
        return next(context);
    }

    public IFormCollection ReadForm()
    {
        try
        {
            return form.ReadForm();
        }
        catch (Exception reason) when (IsOfTheForm(reason))
        {
            throw Unreadable(reason);
        }
    }

    public async Task<IFormCollection> ReadFormAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await form.ReadFormAsync(cancellationToken);
        }
        catch (Exception reason) when (IsOfTheForm(reason))
        {
            throw Unreadable(reason);
        }
    }

    private static bool IsDecoded(string? contentType)
    {
        try
        {
            // Asked for the throw alone: a charset that is not known at all gives null, and is read as UTF-8.
            if (MediaTypeHeaderValue.TryParse(contentType, out var type)) _ = type.Encoding;
            return true;
        }
        catch (NotSupportedException)
        {
            return false;
        }
    }

    // A body that the server refuses, such as one that is too large, has an exception of its own, which says the status.
    private static bool IsOfTheForm(Exception reason) => reason is NotSupportedException or (IOException and not BadHttpRequestException);

    private static InvalidDataException Unreadable(Exception reason) => new("The form can't be read.", reason);
}
