namespace FlaskTrack.Core.Mail;

/// <summary>Where people reach this installation, for links in messages. The host registers its own; the default is the one of a first start.
/// SECURITY: it never comes from a request, whose host is whatever its sender writes.</summary>
public sealed class PublicAddress(Func<Uri> find)
{
    public static readonly PublicAddress Local = new(new Uri("http://localhost:5000/"));

    public PublicAddress(Uri root)
        : this(() => root)
    {
    }

    /// <summary>With a slash at the end. Asked anew each time, as a host that chooses its port knows it only once it listens.</summary>
    public Uri Root => find();

    /// <summary>The page on which an invitation is accepted or declined.</summary>
    public Uri Invitation(string token) => new(Root, $"invitation/{token}");

    /// <summary>The page on which a forgotten password is set anew.</summary>
    public Uri Reset(string token) => new(Root, $"sign-in/reset?token={token}");

    /// <summary>The page on which a new e-mail address is confirmed.</summary>
    public Uri ConfirmEmail(string token) => new(Root, $"account/confirm-email?token={token}");
}
