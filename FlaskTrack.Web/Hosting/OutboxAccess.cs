namespace FlaskTrack.Web.Hosting;

/// <summary>Whether letters are shown on a page instead of being sent: in development and where <c>Demo:Enabled</c> is set, and never beside SMTP.</summary>
public sealed class OutboxAccess(IHostEnvironment environment, IConfiguration configuration)
{
    public bool IsOpen { get; } = (environment.IsDevelopment() || configuration.GetValue("Demo:Enabled", false)) && string.IsNullOrEmpty(configuration["Smtp:Host"]);
}
