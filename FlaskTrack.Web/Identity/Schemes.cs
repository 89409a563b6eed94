namespace FlaskTrack.Web.Identity;

/// <summary>Names of the two ways in: the cookie of a browser and the token of an API client.</summary>
public static class Schemes
{
    /// <summary>Chooses between the two by the address: the API takes tokens only, so that no site can use a browser's cookie on it.</summary>
    public const string Any = "FlaskTrack";
    public const string Cookie = "Cookie";
    public const string Bearer = "Bearer";
}
