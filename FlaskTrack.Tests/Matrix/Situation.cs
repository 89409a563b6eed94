namespace FlaskTrack.Tests.Matrix;

/// <summary>How a record stands to the person who acts on it.</summary>
public enum Situation
{
    /// <summary>Somebody else's, open to the organization.</summary>
    Shared,

    /// <summary>Somebody else's, restricted.</summary>
    Restricted,

    /// <summary>The person's own, open to the organization.</summary>
    Own,

    /// <summary>The person's own, restricted.</summary>
    OwnRestricted,

    /// <summary>Somebody else's, open to the organization, archived.</summary>
    Archived,
}
