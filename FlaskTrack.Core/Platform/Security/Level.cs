namespace FlaskTrack.Core.Platform.Security;

/// <summary>What one may do with one record; each level includes those below.</summary>
public enum Level
{
    None = 0,
    Read = 1,
    Edit = 2,
    Share = 3,
    Owner = 4,
}

/// <summary>The part of the product a permission belongs to, as in the catalogue.</summary>
public enum Category
{
    Data,
    Records,
    Execution,
    Compliance,
    Administration,
}

/// <summary>What must come with an act besides the right to it.</summary>
public enum Guard
{
    None,
    Reason,
    Sign,
    Compliance,
    Flag,
}

/// <summary>Who can read a record without a grant.</summary>
public enum Visibility
{
    Organization,
    Restricted,
    Public,
}
