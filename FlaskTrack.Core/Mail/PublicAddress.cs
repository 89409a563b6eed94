namespace FlaskTrack.Core.Mail;

/// <summary>Where people reach this installation, for links in messages. The host registers its own; the default is the one of a first start.</summary>
public sealed record PublicAddress(Uri Root)
{
    public static readonly PublicAddress Local = new(new Uri("http://localhost:5000/"));

    /// <summary>The page on which an invitation is accepted or declined.</summary>
    public Uri Invitation(string token) => new(Root, $"invitation/{token}");
}
