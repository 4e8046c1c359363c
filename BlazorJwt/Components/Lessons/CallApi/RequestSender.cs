using System.ComponentModel.DataAnnotations;

namespace BlazorJwt.Components.Lessons.CallApi;

/// <summary>Who sends a request of the experiment.</summary>
public enum RequestSender
{
    /// <summary>This app's server, with the typed client. The token never comes near the browser's script.</summary>
    [Display(Name = "This server")]
    Server,

    /// <summary>A script in the visitor's browser, with <c>fetch</c> and the token in the Authorization header.</summary>
    [Display(Name = "Your browser")]
    Script,

    /// <summary>The visitor's browser, which adds the cookie with the token by itself.</summary>
    [Display(Name = "Your browser")]
    Browser,
}
