namespace FlaskTrack.Core.Platform.Security;

/// <summary>Keeps secrets that must be read again, such as the password of a mail server, so that whoever has the database alone cannot read them. The host gives one
/// whose keys are outside the database.</summary>
public interface ISecretSeal
{
    string Seal(string secret);

    /// <summary>Null where it was sealed with keys that are gone.</summary>
    string? Open(string sealedText);
}
