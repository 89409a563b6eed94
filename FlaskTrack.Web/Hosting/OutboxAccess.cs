using FlaskTrack.Core.Mail;

namespace FlaskTrack.Web.Hosting;

/// <summary>Whether letters are shown on a page instead of being sent: in development and where <c>Demo:Enabled</c> is set, and never beside an installation's own mail server.</summary>
public sealed class OutboxAccess(IHostEnvironment environment, IConfiguration configuration, LetterDelivery letters)
{
    public bool IsOpen { get; } = (environment.IsDevelopment() || DemoHost.IsOn(configuration)) && !letters.GoesOut;

    /// <summary>SECURITY: letters hold links that open accounts, and nobody signs in to read this page. Outside development it shows those of the demo's people,
    /// whose password is printed at every start anyway, and no others: not even to this machine, as behind a proxy every caller seems to be at it.</summary>
    public bool ShowsDemoOnly { get; } = !environment.IsDevelopment();
}
